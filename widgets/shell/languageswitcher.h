#pragma once

#include <QObject>
#include <QString>
#include <QTranslator>

#include <functional>
#include <memory>
#include <vector>

namespace lineup {

/// Sets the language of the words and the form of numbers and dates, live: every widget gets a LanguageChange.
class LanguageSwitcher : public QObject {
    Q_OBJECT
public:
    /// Makes the translators of a language ("en", "ru"); none when its words are missing.
    using Loader = std::function<std::vector<std::unique_ptr<QTranslator>>(const QString &language)>;

    explicit LanguageSwitcher(Loader loader, QObject *parent = nullptr);
    ~LanguageSwitcher() override;

    /// "en", "ru", or empty for the system's language (English when the system speaks another one).
    void apply(const QString &language);
    /// What is spoken now: "en" or "ru".
    QString present() const { return m_present; }

    /// The language of `wanted`, resolved against the system's.
    static QString resolved(const QString &wanted);

private:
    void removeAll();

    Loader m_loader;
    std::vector<std::unique_ptr<QTranslator>> m_translators;
    QString m_present;
};

} // namespace lineup
