#include "widgets/common/tooltips.h"

#include <QCoreApplication>

namespace lineup {

namespace {
constexpr int kMaxCharacters = 2000;
}

QString plainToolTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text.left(kMaxCharacters).toHtmlEscaped());
}

QString toolTipWithShortcut(const QString &text, const QString &shortcut)
{
    if (shortcut.isEmpty())
        return plainToolTip(text);
    //: %1 is what a button does, %2 the keys that do the same
    return plainToolTip(QCoreApplication::translate("lineup::ToolTips", "%1 (%2)").arg(text, shortcut));
}

} // namespace lineup
