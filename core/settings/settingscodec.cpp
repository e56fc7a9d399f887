#include "core/settings/settingscodec.h"

#include "core/base/json.h"
#include "core/settings/migration.h"
#include "core/settings/recentfiles.h"

#include <algorithm>
#include <array>
#include <functional>

namespace lineup {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kFormat = "lineup-settings";
constexpr int kMinZoom = 80;
constexpr int kMaxZoom = 200;
constexpr std::array<std::string_view, 3> kColorSchemes{"system", "light", "dark"};

/// The way from one version to the next; empty, because the first one is the present one.
const std::vector<MigrationStep> kMigrations;

/// One setting: its name in the file and how it gets in and out. `read` says what must be, or "" when it took the value.
struct Field {
    const char *name;
    std::function<Json(const Settings &)> write;
    std::function<std::string_view(const Json &, Settings &)> read;
};

Field textField(const char *name, std::string Settings::*member)
{
    return {name, [member](const Settings &settings) { return Json(settings.*member); },
            [member](const Json &value, Settings &settings) -> std::string_view {
                if (!value.is_string())
                    return "must be a text";
                settings.*member = value.get<std::string>();
                return "";
            }};
}

Field flagField(const char *name, bool Settings::*member)
{
    return {name, [member](const Settings &settings) { return Json(settings.*member); },
            [member](const Json &value, Settings &settings) -> std::string_view {
                if (!value.is_boolean())
                    return "must be true or false";
                settings.*member = value.get<bool>();
                return "";
            }};
}

Field colorSchemeField()
{
    return {"color_scheme", [](const Settings &settings) { return Json(kColorSchemes.at(static_cast<std::size_t>(settings.colorScheme))); },
            [](const Json &value, Settings &settings) -> std::string_view {
                const auto *found = value.is_string() ? std::find(kColorSchemes.begin(), kColorSchemes.end(), value.get_ref<const std::string &>())
                                                      : kColorSchemes.end();
                if (found == kColorSchemes.end())
                    return "must be system, light or dark";
                settings.colorScheme = static_cast<ColorScheme>(found - kColorSchemes.begin());
                return "";
            }};
}

Field recentFilesField()
{
    return {"recent_files", [](const Settings &settings) { return Json(settings.recentFiles); },
            [](const Json &value, Settings &settings) -> std::string_view {
                if (!value.is_array() || !std::all_of(value.begin(), value.end(), [](const Json &item) { return item.is_string(); }))
                    return "must be a list of texts";
                settings.recentFiles.clear();
                // From the oldest on, so that the rules of the list hold for a file that was edited by hand, too.
                for (auto item = value.rbegin(); item != value.rend(); ++item)
                    settings.recentFiles = withRecentFile(std::move(settings.recentFiles), item->get<std::string>());
                return "";
            }};
}

Field zoomField()
{
    return {"answer_zoom_percent", [](const Settings &settings) { return Json(settings.answerZoomPercent); },
            [](const Json &value, Settings &settings) -> std::string_view {
                const auto percent = wholeNumber(value);
                if (!percent || *percent < kMinZoom || *percent > kMaxZoom)
                    return "must be a whole number from 80 to 200";
                settings.answerZoomPercent = static_cast<int>(*percent);
                return "";
            }};
}

const std::vector<Field> &fields()
{
    static const std::vector<Field> list{
        colorSchemeField(),
        textField("language", &Settings::language),
        flagField("first_run_done", &Settings::firstRunDone),
        recentFilesField(),
        zoomField(),
        flagField("rail_folded", &Settings::railFolded),
        flagField("reduced_motion", &Settings::reducedMotion),
        flagField("offline", &Settings::isOffline),
        textField("window_geometry", &Settings::windowGeometry),
        textField("engine_program", &Settings::engineProgram),
        textField("engine_model_path", &Settings::engineModelPath),
        flagField("may_look_around", &Settings::mayLookAround),
    };
    return list;
}

bool isKnownMember(std::string_view name)
{
    return name == "format" || name == "version"
        || std::any_of(fields().begin(), fields().end(), [&](const Field &field) { return field.name == name; });
}

} // namespace

std::string writeSettings(const Settings &settings, const nlohmann::json &unknown)
{
    Json record = Json::object();
    if (unknown.is_object())
        record = unknown;
    const Settings defaults;
    for (const Field &field : fields()) {
        record.erase(field.name);
        if (Json value = field.write(settings); value != field.write(defaults))
            record[field.name] = std::move(value);
    }
    record["format"] = kFormat;
    record["version"] = 1 + kMigrations.size();
    return dumpJson(record, 2) + '\n';
}

Result<KeptSettings> readSettings(std::string_view bytes)
{
    auto parsed = parseJson(bytes, kReplyJsonDepth);
    if (!parsed)
        return makeError(ErrorCode::BadInput, parsed.error().detail);
    const std::string *format = findString(*parsed, "format");
    if (!format || *format != kFormat)
        return makeError(ErrorCode::BadInput, "format: must be \"lineup-settings\"");
    KeptSettings kept;
    kept.isNewer = isNewer(*parsed, kMigrations);
    if (kept.isNewer)
        kept.problems.emplace_back("version: made by a newer Lineup");
    auto record = kept.isNewer ? std::move(parsed) : migrated(*std::move(parsed), kMigrations);
    if (!record)
        return makeError(ErrorCode::BadInput, record.error().detail);
    for (const Field &field : fields()) {
        const Json *value = findValue(*record, field.name);
        const std::string_view problem = value ? field.read(*value, kept.settings) : "";
        if (!problem.empty())
            kept.problems.push_back(std::string(field.name) + ": " + std::string(problem));
    }
    for (const auto &[name, value] : record->items()) {
        if (!isKnownMember(name))
            kept.unknown[name] = value;
    }
    return kept;
}

} // namespace lineup
