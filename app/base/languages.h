#pragma once

#include <QTranslator>

#include <string>

namespace lineup {

/// The translations of the program, installed into the application object. Main thread; goes before the application.
class Languages {
public:
    Languages() = default;
    ~Languages();
    Languages(const Languages &) = delete;
    Languages &operator=(const Languages &) = delete;

    /// "en", "ru"; empty or unknown = the system's, else English. Also sets the default QLocale, so that numbers follow the
    /// words. May be called again at any time: widgets are told by QEvent::LanguageChange.
    void use(const std::string &language);
    /// What is in use: "en" or "ru".
    const std::string &current() const { return m_current; }

private:
    QTranslator m_own;
    QTranslator m_toolkit; ///< Qt's own words: "OK", "Cancel"
    std::string m_current;
};

} // namespace lineup
