#include "app/base/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QStringList>

namespace lineup {

namespace {

/// The first language of the system that there are words for.
QString languageOfSystem()
{
    const QStringList wanted = QLocale::system().uiLanguages();
    for (const QString &name : wanted) {
        for (const QLatin1String known : {QLatin1String("en"), QLatin1String("ru")}) {
            if (name == known || name.startsWith(known + QLatin1Char('-')))
                return known;
        }
    }
    return QStringLiteral("en");
}

QString known(const std::string &language)
{
    if (language == "en" || language == "ru")
        return QString::fromStdString(language);
    return languageOfSystem();
}

} // namespace

Languages::~Languages()
{
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_toolkit);
}

void Languages::use(const std::string &language)
{
    const QString name = known(language);
    m_current = name.toStdString();
    // Within one language the country decides about numbers; without one ("C") there are no group separators at all.
    const QLocale system = QLocale::system();
    QLocale::setDefault(system.language() == QLocale(name).language() ? system : QLocale(name));
    QCoreApplication::removeTranslator(&m_own);
    QCoreApplication::removeTranslator(&m_toolkit);
    // Qt's own words first, so that ours win.
    const bool hasWindows = QCoreApplication::instance()->inherits("QGuiApplication");
    if (hasWindows && m_toolkit.load(QStringLiteral("qtbase_") + name, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_toolkit);
    if (m_own.load(QStringLiteral(":/i18n/lineup_") + name))
        QCoreApplication::installTranslator(&m_own);
}

} // namespace lineup
