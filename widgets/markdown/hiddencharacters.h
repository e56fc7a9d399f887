#pragma once

#include <QString>
#include <QStringView>

namespace lineup::markdown {

/// Characters that a reader does not see and that can change what code or an address means: bidi controls, zero-width
/// characters, fillers, tags, and control characters other than tab and newline.
/// Source: Unicode 15 (Bidi_Control, Default_Ignorable_Code_Point without variation selectors 15 and 16), C0 and C1.
bool isHiddenCharacter(char32_t codePoint);

/// Whether it must be shown in running text too: control characters and tags have no use there; joiners and marks of
/// direction have.
bool isHiddenInProse(char32_t codePoint);

/// How many of them `text` has.
int hiddenCharacterCount(QStringView text);

/// `text` without them: "Copy without hidden characters".
QString withoutHiddenCharacters(const QString &text);

/// What is painted for a hidden character: a box, for each of its UTF-16 code units, so that positions stay the same.
inline constexpr char16_t kHiddenPlaceholder = u'\u25A1';

/// Replaces hidden characters of [begin, end) of `text` by placeholders, in prose those of isHiddenInProse() only.
/// Returns whether there were any.
enum class TextUse { Prose, CodeOrLink };
bool showHiddenCharacters(QString &text, qsizetype begin, qsizetype end, TextUse use);

} // namespace lineup::markdown
