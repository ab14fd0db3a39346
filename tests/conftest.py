import os
import signal

from hypothesis import settings

# A test that waits for its turn on a busy machine is no slower: no deadlines anywhere.
# Where the folder cannot be written to, what failed is not remembered.
here = {"deadline": None} if os.access(".", os.W_OK) else {"deadline": None, "database": None}
settings.register_profile("here", **here)
settings.register_profile("few", max_examples=5, **here)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "here"))

# A shell starts what runs in its background deaf to Ctrl-C, and children inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
