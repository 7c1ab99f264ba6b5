"""Where the parts of the screen stand, in Textual's CSS. Colours are drawn by the widgets, from `ui.palette`."""

from __future__ import annotations

from idlib_reader.ui.geometry import BROAD_PANEL, PANEL, STRIP

STYLESHEET = f"""
ReaderScreen {{ layout: vertical; layers: base over; overflow: hidden; }}
TitleBar, StatusLine {{ height: 2; }}
#body {{ height: 1fr; layout: horizontal; layers: base over; }}
ArticleView {{ width: 1fr; height: 1fr; }}
#panel {{ layout: vertical; width: {PANEL}; height: 1fr; border-left: solid $panel; background: $background; }}
EntryList {{ height: 2fr; }}
Card {{ height: 3fr; }}
#card {{ border-top: solid $panel; }}
#strip {{ height: {STRIP + 1}; display: none; border-top: solid $panel; }}

ReaderScreen.-very-wide #panel {{ width: {BROAD_PANEL}; }}
ReaderScreen.-hidden #panel {{ display: none; }}
ReaderScreen.-narrow #panel {{ display: none; layer: over; dock: right; max-width: 100%; }}
ReaderScreen.-narrow.-open #panel {{ display: block; }}
ReaderScreen.-narrow #card {{ display: none; }}
ReaderScreen.-narrow #strip {{ display: block; }}
SheetView {{ layer: over; width: 100%; height: 100%; }}
Picker {{ layer: over; width: 64; height: 12; }}
HelpPage {{ layer: over; width: 100%; height: 100%; }}
"""
