#pragma once

#include <QObject>

#include <string>

namespace lineup {

/// Whether the desktop wants dark windows, and when that changes. Qt 6.4 has no call for it.
class SystemColorScheme : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~SystemColorScheme() override;
    /// False when the desktop does not say.
    virtual bool prefersDark() const = 0;

Q_SIGNALS:
    void changed();
};

/// Opens a web address that the person clicked and confirmed. The only way out of the program to another one.
class LinkOpener {
public:
    virtual ~LinkOpener() = default;
    /// `url` is http, https or mailto; false when it could not be opened.
    virtual bool open(const std::string &url) = 0;
};

} // namespace lineup
