#include "widgets/shell/languageswitcher.h"

#include <QCoreApplication>
#include <QLocale>

namespace lineup {

LanguageSwitcher::LanguageSwitcher(Loader loader, QObject *parent) : QObject(parent), m_loader(std::move(loader)) {}

LanguageSwitcher::~LanguageSwitcher()
{
    removeAll();
}

QString LanguageSwitcher::resolved(const QString &wanted)
{
    if (wanted == QLatin1String("en") || wanted == QLatin1String("ru"))
        return wanted;
    const QStringList spoken = QLocale::system().uiLanguages();
    for (const QString &language : spoken) {
        const QString code = language.section(QLatin1Char('-'), 0, 0);
        if (code == QLatin1String("en") || code == QLatin1String("ru"))
            return code;
    }
    return QStringLiteral("en");
}

void LanguageSwitcher::removeAll()
{
    for (const auto &translator : m_translators)
        QCoreApplication::removeTranslator(translator.get());
    m_translators.clear();
}

void LanguageSwitcher::apply(const QString &language)
{
    const QString code = resolved(language);
    if (code == m_present)
        return;
    m_present = code;
    // Numbers first: the words that are set again below ask for them. The system's own form wins where it speaks the same
    // language (an Indian English, a Russian with other separators).
    const QLocale wanted(code);
    QLocale::setDefault(QLocale::system().language() == wanted.language() ? QLocale::system() : wanted);
    removeAll();
    m_translators = m_loader(code);
    for (const auto &translator : m_translators)
        QCoreApplication::installTranslator(translator.get());
}

} // namespace lineup
