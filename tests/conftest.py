from hypothesis import settings

# A test that waits for its turn on a busy machine is no slower: no deadlines anywhere.
settings.register_profile("here", deadline=None)
settings.load_profile("here")
