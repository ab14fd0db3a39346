"""Internal names that tests use, by module, so that moving a module changes only this file.

``from tests.internals import read_table`` imports the name lazily from its module;
``home("read_table")`` is the module itself, for tests that set one of its constants. A row may
rename a name that several modules have: ``FONT_FOLDER=FOLDER``.
"""

from importlib import import_module
from types import ModuleType
from typing import Any

NAMES = {
    "timeline.captions.alt_text": (
        "bars_alt bars_description gantt_alt gantt_description whole_span"
    ),
    "timeline.captions.captions": "captions counted unit_text",
    "timeline.captions.datatable": (
        "cell_text sum_text value_text with_sums claims_table gantt_table HOVER_WIDTH "
        "claim_hovers event_hovers"
    ),
    "timeline.captions.notes": (
        "NAMED date_notes numbered_notes period_notes superscript titled_notes"
    ),
    "timeline.charts.bars": "bars_chart",
    "timeline.charts.chart": (
        "Chart KEPT PAGE_WIDTHS chart_of glyphs_without_font refused report_file table_of versions"
    ),
    "timeline.charts.diff": "diff_chart SIGNS diff_rows key_sentence",
    "timeline.charts.gantt": "MOST_NIGHTS gantt_chart",
    "timeline.charts.options": "KEYWORDS check_colors",
    "timeline.charts.panels": "PANEL_KINDS=KINDS panels_chart",
    "timeline.charts.themes": "themes_chart",
    "timeline.cli": "cleaning_up main FIRST_FIGURES",
    "timeline.cli.gallery": "exit_code print_built print_stale",
    "timeline.cli.options": "_OUTPUT Progress Reading",
    "timeline.cli.tables": "diff_command",
    "timeline.dates.arrays": "CategoryArray DateColumns Dates where_text categorical",
    "timeline.dates.bounds": (
        "Bounds GREATEST LEAST PRECISIONS ZONE_ZERO fitting_day matching moment_bounds"
    ),
    "timeline.dates.calendar": (
        "SECONDS_PER_DAY civil_from_days days_from_civil days_from_julian days_in_month "
        "instant is_leap julian_from_days nights"
    ),
    "timeline.dates.diagnostics": "doubt explain placeholder",
    "timeline.dates.event_time": "all_east doubly_ended four_instants interval_ends seconds_east",
    "timeline.dates.grammar": (
        "PARTS_OF_DAY Slot moment_shape LONGEST shape_groups shape_of text_buffer"
    ),
    "timeline.dates.parser": "EXPLAINED are_dates parse_dates set_ranges",
    "timeline.dates.suggestions.readings": "suggestion",
    "timeline.dates.suggestions.vocabulary": (
        "MONTHS NO_DATE ONGOING SEASONS WEEKDAYS WORDS fold_text"
    ),
    "timeline.errors": "SHOWN_CHARACTERS further in_keywords told_problem=problem_lines visible",
    "timeline.export.files": "FORMATS format_of jobs_of lock_folder",
    "timeline.files": "check_outputs write_files",
    "timeline.formats.convert": "CONVERT_FORMATS=FORMATS",
    "timeline.formats.events": (
        "DateParts EventRecord calendar_text event_records fold_line iso_text"
    ),
    "timeline.gallery.build": "Built",
    "timeline.gallery.config": "Entry Gallery PICTURES read_gallery",
    "timeline.gallery.figure": "SNIPPETS draw_entry extras",
    "timeline.gallery.lockfile": (
        "MANIFEST FigureRecord Record digest_of files_of parts program_digest record_file"
    ),
    "timeline.gallery.references": "bibliography",
    "timeline.gallery.serve": "GalleryServer file_states index message",
    "timeline.html.assets": (
        "BARS_FILE Bundle PAGE_FOLDER=FOLDER bundle_for compressed integrity page_script "
        "page_style shared_beside shared_files shared_weight"
    ),
    "timeline.html.data": (
        "content_id date_words page_data safe_json DARK SLIM SLIM_DARK WIDE inline_picture "
        "plot_area static_pictures"
    ),
    "timeline.html.embed": "EMBED_KINDS=KINDS embed_data embed_snippet=embed_text",
    "timeline.html.markup": (
        "caption caption_of data_table headline note_rows notes_list picture safe_address"
    ),
    "timeline.html.page": "page",
    "timeline.html.snippets": (
        "NOTES_ROOM PDF SnippetContext latex latex_needs latex_text markdown markdown_text "
        "myst one_line quarto wiki_text wikitext"
    ),
    "timeline.layout.axes.time_ticks": "STEPS Step time_ticks year_steps",
    "timeline.layout.axes.value_ticks": "value_ticks",
    "timeline.layout.bars": "bars_layout bars_table",
    "timeline.layout.bars.columns": "period_ticks",
    "timeline.layout.bars.numbers": "Columns Plot column_numbers gap_texts",
    "timeline.layout.bars.rows": "fitted_scale stretches whiskers RowBlock blocks_of",
    "timeline.layout.bars.series": "BarOptions columns_of",
    "timeline.layout.density": "MOST_BARS density_coded=code_lanes MOST_LANES dense_table lanes_of",
    "timeline.layout.density.columns": "CHUNK",
    "timeline.layout.frame": "SAMPLE_ROOM place_frame key_height plot_only",
    "timeline.layout.gantt": "AxisBreaks find_breaks plan_gantt",
    "timeline.layout.gantt.body": "PageSlice",
    "timeline.layout.gantt.labels": (
        "Hanging LABELS_APART MOST_LINES MOST_ROWS Room hang label_height place_label"
    ),
    "timeline.layout.gantt.marks": "split_background",
    "timeline.layout.gantt.packing": "Strip arrange Item pack",
    "timeline.layout.gantt.pages": "break_ranks contexts one_page slice_rows",
    "timeline.layout.gantt.rows": "NARROWEST extents",
    "timeline.layout.gantt.texts": "Names era_names",
    "timeline.layout.panels": "stacked",
    "timeline.layout.panels.tracks": "claim_rows main_claimant",
    "timeline.layout.scene": "Scale Area Axis Bar Box KeyEntry Layout Mark Panel Sample Text Tick",
    "timeline.layout.style": "LEAST_AIR Look OPEN_END fit_time side_places",
    "timeline.lazy.engine": "open_files engine_reason engine_errors FILE ROW sql_text reader_of",
    "timeline.lazy.grouping": (
        "BarsQuery days_of group_events group_for_bars scan_under_way=count_active"
    ),
    "timeline.lazy.groups": (
        "cell_texts clock_texts identity_faults number_text run_grouping sum_texts"
    ),
    "timeline.lazy.keys": (
        "Grouping arrow_of date_grouping engine_tally=aggregate filled number_grouping"
    ),
    "timeline.lazy.plan": "plan_of",
    "timeline.locale.dates": (
        "is_one moment_text same_unit_text amount_text amount_texts duration_text"
    ),
    "timeline.locale.language": "language",
    "timeline.locale.messages": "cldr_facts known_code LANGUAGES page_words words_of",
    "timeline.locale.spans": "period_texts runs_text span_text span_texts",
    "timeline.model": "CLAIM_COLUMNS ROWS RawTable Source TEXT_COLUMNS TIME_COLUMNS",
    "timeline.notebooks.accessor": "plot",
    "timeline.notebooks.display": (
        "bundle chosen_documents=is_chosen font_script fragment picture_kind"
    ),
    "timeline.options": (
        "CHART_OPTIONS EMBEDS PAPERS PERIODS Paper READING WIDTHS names_of paper_of width_of"
    ),
    "timeline.renderers.pdf": "Page pdf without_font",
    "timeline.renderers.pictures": "pictures finish_png pixels",
    "timeline.renderers.plotly.changed": "draw_changed=draw find_browser",
    "timeline.renderers.plotly.figure": "plotly_figure area_traces",
    "timeline.renderers.plotly.figure_json": (
        "is_untouched json_text plotly_figure_dict=figure_dict"
    ),
    "timeline.renderers.plotly.guides": "axis_values escape",
    "timeline.renderers.svg": "svg",
    "timeline.renderers.texts": "slug",
    "timeline.stats.binning": (
        "PeriodSums facets_in_order joined_values period_numbers period_starts "
        "series_in_order sums_by_period"
    ),
    "timeline.stats.certainty": "certainty",
    "timeline.stats.claims": "Claim check_unit claims_from only_measures repeats",
    "timeline.stats.concurrency": (
        "LENGTHS count_stretches=equal_stretches counts_under_way last_instant active_counts"
    ),
    "timeline.stats.measure": "resolve_measure apportion",
    "timeline.stats.selection": "Selection select by_name in_time",
    "timeline.stats.sums": "add_claims check_nested combined joint_qualifier revised_rows sums",
    "timeline.tables.advice": "advise",
    "timeline.tables.checking.dates": (
        "AT_ONCE in_state times_at_once times_by_parts event_times pairs_of rows_with"
    ),
    "timeline.tables.checking.lenience": "accepted_dates changes_of date_readings lenient_numbers",
    "timeline.tables.checking.numbertext": "hint_for number_of number_reading",
    "timeline.tables.checking.references": "claims_of source_faults family_faults",
    "timeline.tables.checking.table_draft": (
        "DerivedColumns LIMIT TableDraft draft_of one_value parse_values"
    ),
    "timeline.tables.diff": "Difference",
    "timeline.tables.fix": "fix",
    "timeline.tables.mapping.columns": (
        "coarsened coarser day_only join_episodes our_columns windows"
    ),
    "timeline.tables.mapping.date_formats": "formatted joined proven_order",
    "timeline.tables.mapping.date_forms": "form_of forms_of_text plain_years",
    "timeline.tables.mapping.mapping": (
        "Mapping column_at filled_in found_mapping map_option mapping_of own_name place_of "
        "strip_html ready_mappings"
    ),
    "timeline.tables.mapping.names": "near_header",
    "timeline.tables.mapping.recognition": "recognised",
    "timeline.tables.mapping.resolve": "mapping_text",
    "timeline.tables.measures": "counts_of rows_at rows_in row_weights with_measure",
    "timeline.tables.order": "ORDERS order_of order_problems orders",
    "timeline.tables.reading.arrow": "csv_text plain_cell safe_cell",
    "timeline.tables.reading.decode": "as_utf8 is_utf8 unpack",
    "timeline.tables.reading.delimited": (
        "Cells QUOTE_BLOCK Quotes odd_cells quotes_of read_cells regular_cells"
    ),
    "timeline.tables.reading.dialect": "dialect_of named_delimiter",
    "timeline.tables.reading.read": "distinct moved read_table zeros",
    "timeline.tables.reading.records": "is_lazy frame_cells is_frame is_json json_cells",
    "timeline.tables.report": "Account Checked account_bytes refusal_of",
    "timeline.tables.sources": "package_beside read_sources sources_beside",
    "timeline.theme": "contrast mix side_colors theme",
    "timeline.theme_file": "read_theme theme_lines theme_of",
    "timeline.typography.font": (
        "FONT_FOLDER=FOLDER Ruler composed fallback_em fits font_face_css line_height "
        "missing_glyphs script_name text_width text_widths"
    ),
    "timeline.typography.wrap": "break_points cluster_starts shorten wrap",
}
_PLACES = {
    alias: (module, name or alias)
    for module, names in NAMES.items()
    for alias, _, name in (word.partition("=") for word in names.split())
}


def home(name: str) -> ModuleType:
    """Return the module that defines a name."""
    return import_module(_PLACES[name][0])


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"tests/internals.py does not list {name!r}")
    module, original = _PLACES[name]
    return getattr(import_module(module), original)
