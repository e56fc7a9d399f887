#include "widgets/markdown/hiddencharacters.h"

#include <algorithm>

namespace lineup::markdown {

namespace {

struct CodeRange {
    char32_t first;
    char32_t last;
};

constexpr CodeRange kHidden[] = {
    {0x0000, 0x0008}, {0x000B, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},
    {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F}, {0x2028, 0x202E}, {0x2060, 0x206F},
    {0x3164, 0x3164}, {0xFE00, 0xFE0D}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool isControl(char32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7F && codePoint <= 0x9F);
}

/// Calls `see(position, length, codePoint)` for each character of [begin, end).
template<typename See>
void forEachCharacter(QStringView text, qsizetype begin, qsizetype end, See see)
{
    for (qsizetype at = begin; at < end;) {
        const QChar unit = text[at];
        if (unit.isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate()) {
            see(at, 2, QChar::surrogateToUcs4(unit, text[at + 1]));
            at += 2;
        } else {
            see(at, 1, unit.unicode());
            at += 1;
        }
    }
}

} // namespace

bool isHiddenCharacter(char32_t codePoint)
{
    if (codePoint >= 0x20 && codePoint < 0x7F)
        return false; // nearly every character of code
    if (codePoint == '\t' || codePoint == '\n')
        return false;
    return std::any_of(std::begin(kHidden), std::end(kHidden), [codePoint](const CodeRange &range) {
        return codePoint >= range.first && codePoint <= range.last;
    });
}

bool isHiddenInProse(char32_t codePoint)
{
    if (codePoint == '\t' || codePoint == '\n')
        return false;
    return isControl(codePoint) || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
}

int hiddenCharacterCount(QStringView text)
{
    int count = 0;
    forEachCharacter(text, 0, text.size(), [&count](qsizetype, int, char32_t codePoint) {
        if (isHiddenCharacter(codePoint))
            ++count;
    });
    return count;
}

QString withoutHiddenCharacters(const QString &text)
{
    QString result;
    result.reserve(text.size());
    forEachCharacter(text, 0, text.size(), [&](qsizetype at, int length, char32_t codePoint) {
        if (!isHiddenCharacter(codePoint))
            result += QStringView(text).mid(at, length);
    });
    return result;
}

bool showHiddenCharacters(QString &text, qsizetype begin, qsizetype end, TextUse use)
{
    bool found = false;
    const QString original = text;
    forEachCharacter(original, begin, std::min(end, original.size()), [&](qsizetype at, int length, char32_t codePoint) {
        if (use == TextUse::Prose ? !isHiddenInProse(codePoint) : !isHiddenCharacter(codePoint))
            return;
        found = true;
        for (int unit = 0; unit < length; ++unit)
            text[at + unit] = QChar(kHiddenPlaceholder);
    });
    return found;
}

} // namespace lineup::markdown
