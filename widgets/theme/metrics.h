#pragma once

namespace lineup::metrics {

/// Sizes of the design in device-independent pixels. A layout takes its numbers from here and nowhere else, so that
/// the pages stand on one grid.

/// Spaces: 4 8 12 16 24.
inline constexpr int kSpace1 = 4;
inline constexpr int kSpace2 = 8;
inline constexpr int kSpace3 = 12;
inline constexpr int kSpace4 = 16;
inline constexpr int kSpace6 = 24;

inline constexpr int kPanePadding = kSpace3; ///< inside a pane
inline constexpr int kCardPadding = kSpace4; ///< inside a card
inline constexpr int kPageMargin = kSpace4;  ///< around a page
inline constexpr int kCardGap = kSpace3;     ///< between cards

/// Corners. Panes have none: columns have square feet.
inline constexpr int kChipRadius = 4;
inline constexpr int kControlRadius = 6;
inline constexpr int kCardRadius = 8;

/// Heights of the fixed parts.
inline constexpr int kMenuHeight = 28;
inline constexpr int kTabBarHeight = 40;
inline constexpr int kTurnLineHeight = 32;
inline constexpr int kPaneHeaderHeight = 64;
inline constexpr int kPaneFooterHeight = 52;
inline constexpr int kPaneFooterTallHeight = 92; ///< the footer as two lines of two
inline constexpr int kPaneFootHeight = 4;        ///< the coloured foot under a pane
inline constexpr int kBaseLineHeight = 2;        ///< the line all feet stand on
inline constexpr int kButtonHeight = 32;
inline constexpr int kSmallButtonHeight = 28;
inline constexpr int kFieldHeight = 32;
inline constexpr int kChipHeight = 20;
inline constexpr int kTallChipHeight = 24;
inline constexpr int kStripMinimumHeight = 116;
inline constexpr int kStripMaximumHeight = 232;
inline constexpr int kStripFoldedHeight = 32;
inline constexpr int kComposerHeight = 128;
inline constexpr int kStatusHeight = 24;

/// Widths.
inline constexpr int kRailWidth = 168;
inline constexpr int kRailFoldedWidth = 56;
inline constexpr int kRailFoldBelow = 1360; ///< window width under which the rail folds by itself
inline constexpr int kPaneMinimumWidth = 224;
inline constexpr int kPaneComfortableWidth = 360;
inline constexpr int kPaneSpineWidth = 32; ///< a pane beside a maximised one
inline constexpr int kScrollBarWidth = 8;
inline constexpr int kScrollBarGutter = 12; ///< the bar with the room around its thumb
inline constexpr int kSplitterGrab = 8;
inline constexpr int kDividerWidth = 1;

/// Icons and marks.
inline constexpr int kIconSize = 16;
inline constexpr int kSmallIconSize = 14; ///< inside small buttons
inline constexpr int kChipIconSize = 12;
inline constexpr int kTargetSize = 24; ///< nothing that can be clicked is smaller
inline constexpr int kHeaderMarkSize = 14;
inline constexpr int kTableMarkSize = 10;

/// Focus ring: this wide, this far outside the control.
inline constexpr int kFocusRingWidth = 2;
inline constexpr int kFocusRingGap = 2;

} // namespace lineup::metrics
