#include "widgets/theme/fonts.h"

#include "widgets/theme/themeresources.h"

#include <QCoreApplication>
#include <QFontDatabase>
#include <QVariant>

namespace lineup {

QStringList registerFonts()
{
    static constexpr const char *kFiles[] = {
        "Inter-Regular.ttf", "Inter-Medium.ttf",          "Inter-SemiBold.ttf",       "Inter-Bold.ttf",
        "Inter-Italic.ttf",  "JetBrainsMono-Regular.ttf", "JetBrainsMono-Medium.ttf",
    };
    // The font database is emptied with the application: the mark that they are there belongs to it.
    static constexpr const char *kDone = "lineupFontsRegistered";
    if (qApp->property(kDone).toBool())
        return {};
    qApp->setProperty(kDone, true);
    initThemeResources();
    QStringList failed;
    for (const char *file : kFiles) {
        const QString path = QStringLiteral(":/fonts/") + QString::fromLatin1(file);
        if (QFontDatabase::addApplicationFont(path) < 0)
            failed << path;
    }
    return failed;
}

} // namespace lineup
