#pragma once

#include "app/cli/optionscanner.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lineup {

enum class ReportFormat { Table, Json, Markdown };
enum class ConformanceFormat { Table, Json, Junit };

/// `lineup compare`: lanes or a document, as given; nothing is read yet.
struct CompareOptions {
    std::vector<std::string> lanes;      ///< the values of --lane
    std::optional<std::string> document; ///< path of a .lineup to run again; never together with lanes
    std::optional<std::string> system;   ///< TEXT or @FILE
    std::optional<std::string> shots;    ///< path
    std::optional<std::string> prompt;   ///< TEXT, @FILE or "-" for the standard input
    int repeat = 1;                      ///< 1…1000
    ReportFormat format = ReportFormat::Table;
    std::optional<std::string> savePath;
    bool operator==(const CompareOptions &) const = default;
};

/// `lineup models`: whose models to list; no lanes = the local engine and every backend that is set up.
struct ModelsOptions {
    std::vector<std::string> lanes; ///< lane options; "--backend NAME" stands here as "backend=NAME"
    ReportFormat format = ReportFormat::Table;
    bool refresh = false; ///< ask even where a list of today is kept
    bool operator==(const ModelsOptions &) const = default;
};

/// `lineup backends`, or `lineup backends list`.
struct BackendListOptions {
    ReportFormat format = ReportFormat::Table; ///< never Markdown
    bool operator==(const BackendListOptions &) const = default;
};

/// `lineup backends add`.
struct BackendAddOptions {
    std::string id;
    std::string settings;          ///< see parseBackendOption()
    bool isUpdate = false;         ///< changes one that is there
    bool readsKey = false;         ///< one line each of the standard input, in this order
    bool readsProxyLogin = false;
    bool readsPassPhrase = false;
    bool operator==(const BackendAddOptions &) const = default;
};

/// `lineup backends remove`.
struct BackendRemoveOptions {
    std::string id;
    bool operator==(const BackendRemoveOptions &) const = default;
};

/// `lineup backends test`.
struct BackendTestOptions {
    std::string lane; ///< a lane option; a name alone stands here as "backend=NAME"
    ReportFormat format = ReportFormat::Table; ///< never Markdown
    bool operator==(const BackendTestOptions &) const = default;
};

/// `lineup conformance`: which endpoints to check; at least one of `lanes` or `isEverything`.
struct ConformanceOptions {
    std::vector<std::string> lanes;  ///< as ModelsOptions::lanes
    bool isEverything = false;       ///< every backend that can be asked without more being said
    std::vector<std::string> checks; ///< ids of the only checks to run; empty = all
    ConformanceFormat format = ConformanceFormat::Table;
    bool operator==(const ConformanceOptions &) const = default;
};

/// `lineup setup-local`.
struct SetupOptions {
    std::optional<std::string> model; ///< as given; not set = the default model
    bool acceptsTerms = false;        ///< --accept-terms: they were read before
    bool operator==(const SetupOptions &) const = default;
};
struct HelpOptions {
    std::string topic; ///< name of a command; empty = the program
    bool operator==(const HelpOptions &) const = default;
};
struct VersionOptions {
    bool operator==(const VersionOptions &) const = default;
};
/// No command: the window.
struct GuiOptions {
    std::vector<std::string> files; ///< line-ups to open, as given
    std::optional<std::string> profile;
    bool operator==(const GuiOptions &) const = default;
};

using Command = std::variant<GuiOptions, CompareOptions, ModelsOptions, BackendListOptions, BackendAddOptions, BackendRemoveOptions, BackendTestOptions,
                             ConformanceOptions, SetupOptions, HelpOptions, VersionOptions>;

struct CommandLine {
    std::optional<std::string> profile; ///< folder that holds everything of this person's; not set = the usual folders
    Command command;
    bool isOffline = false; ///< nothing leaves this computer, whatever the settings say
    bool operator==(const CommandLine &) const = default;
};

/// The arguments without the program's name, in UTF-8. Without a command it is the window, whose toolkit takes a few
/// options of its own (-platform, -style, …). An argument that is no command and has neither '.' nor '/' is a mistyped
/// command rather than a file.
Expected<CommandLine, UsageError> parseCommandLine(std::span<const std::string_view> arguments);

} // namespace lineup
