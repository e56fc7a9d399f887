#pragma once

#include "core/ports/desktop.h"

#include <string>
#include <vector>

namespace lineup::test {

/// A desktop that is light or dark as the test says.
class FakeColorScheme final : public SystemColorScheme {
    Q_OBJECT
public:
    bool prefersDark() const override { return m_isDark; }
    void setDark(bool on)
    {
        m_isDark = on;
        Q_EMIT changed();
    }

private:
    bool m_isDark = false;
};

/// Keeps the links it was asked to open and opens none.
class FakeLinkOpener final : public LinkOpener {
public:
    bool open(const std::string &url) override
    {
        opened.push_back(url);
        return true;
    }
    std::vector<std::string> opened;
};

} // namespace lineup::test
