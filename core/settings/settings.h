#pragma once

#include "core/base/error.h"

#include <string>
#include <vector>

namespace lineup {

enum class ColorScheme { System, Light, Dark };

/// What the person chose, in one profile. Plain values with their defaults.
struct Settings {
    ColorScheme colorScheme = ColorScheme::System;
    std::string language;          ///< "en", "ru"; empty = the system's
    bool firstRunDone = false;     ///< the example was sent once by itself
    std::vector<std::string> recentFiles; ///< newest first, 10 at most, absolute paths
    int answerZoomPercent = 100;   ///< 80…200
    bool railFolded = false;
    bool reducedMotion = false;
    bool isOffline = false;        ///< nothing goes to another computer
    std::string windowGeometry;    ///< base64 of QWidget::saveGeometry()
    std::string engineProgram;     ///< path of a llama-server to use instead of the installed engine; empty = installed
    bool mayLookAround = false;    ///< the person has agreed once that model servers and files of this computer are looked for
    std::string engineModelPath;   ///< a GGUF of the person's; empty = the installed model

    bool operator==(const Settings &) const = default;
};

} // namespace lineup
