#include "widgets/compare/laneparams.h"

#include "widgets/models/format.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <cctype>

namespace lineup {

namespace {

/// Words of the pane header.
struct PaneWords {
    Q_DECLARE_TR_FUNCTIONS(lineup::PaneWords)
};

constexpr auto kLocalKind = "local";

std::string foldedName(const std::string &name)
{
    // The last part of "meta-llama/Llama-3" or of a path to a file, without ".gguf", in lower case.
    std::string result = name.substr(name.find_last_of("/\\") == std::string::npos ? 0 : name.find_last_of("/\\") + 1);
    std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::string_view kSuffix = ".gguf";
    if (result.size() > kSuffix.size() && result.ends_with(kSuffix))
        result.resize(result.size() - kSuffix.size());
    return result;
}

} // namespace

QStringList parameterChips(const LaneSpec &lane)
{
    QStringList chips;
    const Parameters &parameters = lane.parameters;
    if (parameters.temperature)
        //: Chip: temperature
        chips.push_back(PaneWords::tr("temp %1").arg(format::number(*parameters.temperature)));
    if (parameters.maxTokens)
        //: Chip: the most tokens an answer may have
        chips.push_back(PaneWords::tr("max %1").arg(format::count(*parameters.maxTokens)));
    if (parameters.topP)
        chips.push_back(PaneWords::tr("top-p %1").arg(format::number(*parameters.topP)));
    if (parameters.topK)
        chips.push_back(PaneWords::tr("top-k %1").arg(format::count(*parameters.topK)));
    if (parameters.seed)
        chips.push_back(PaneWords::tr("seed %1").arg(QString::number(*parameters.seed)));
    if (!parameters.stop.empty())
        chips.push_back(PaneWords::tr("%n stop words", nullptr, static_cast<int>(parameters.stop.size())));
    if (parameters.reasoningEffort)
        //: Chip: how hard the model thinks
        chips.push_back(PaneWords::tr("effort %1").arg(QString::fromStdString(*parameters.reasoningEffort)));
    if (!parameters.extra.empty())
        chips.push_back(PaneWords::tr("%n own fields", nullptr, static_cast<int>(parameters.extra.size())));
    return chips;
}

QString examplesChip(const LineupSetup &setup, const LaneSpec &lane)
{
    const auto count = static_cast<int>(shotsOf(setup, lane).size());
    if (count > 0)
        return PaneWords::tr("%n examples", nullptr, count);
    return setup.shots.empty() ? QString() : PaneWords::tr("zero-shot");
}

bool isLocalLane(const LaneSpec &lane)
{
    return lane.backend.kind == kLocalKind;
}

QString laneTitle(const LaneSpec &lane, const QString &localModel)
{
    if (!lane.name.empty())
        return QString::fromStdString(lane.name);
    if (!lane.model.empty())
        return QString::fromStdString(lane.model);
    if (isLocalLane(lane))
        return localModel.isEmpty() ? PaneWords::tr("Local model") : localModel;
    return PaneWords::tr("The server's model");
}

QString laneProvider(const LaneSpec &lane)
{
    if (isLocalLane(lane))
        return PaneWords::tr("this computer");
    const QUrl url(QString::fromStdString(lane.backend.baseUrl));
    if (!url.host().isEmpty())
        return url.port() > 0 ? url.host() + QLatin1Char(':') + QString::number(url.port()) : url.host();
    return QString::fromStdString(lane.backend.baseUrl.empty() ? lane.backend.kind : lane.backend.baseUrl);
}

QString paneName(const LaneSpec &lane, const QString &localModel)
{
    //: A pane for a screen reader: its letter, its model, where it answers
    return PaneWords::tr("Pane %1, %2, %3").arg(QString::fromStdString(letterName(lane.letter)), laneTitle(lane, localModel), laneProvider(lane));
}

bool isAnotherModel(const std::string &requested, const std::string &served)
{
    if (requested.empty() || served.empty())
        return false;
    const std::string asked = foldedName(requested);
    const std::string answered = foldedName(served);
    if (asked == answered)
        return false;
    // A server may add to the name (a date, a quantisation) or leave a tag out; it may not change it.
    const auto continues = [](const std::string &whole, const std::string &start) {
        constexpr std::string_view kJoints = "-:@.";
        return whole.starts_with(start) && kJoints.find(whole[start.size()]) != std::string_view::npos;
    };
    if (answered.size() > asked.size() && continues(answered, asked)) {
        // "grok-4" is answered by "grok-4-0709", but "gpt-4o" not by "gpt-4o-mini": what follows must begin with a digit
        // or name a quantisation or a state.
        const std::string rest = answered.substr(asked.size() + 1);
        return !(rest.empty() || std::isdigit(static_cast<unsigned char>(rest.front())) || rest.front() == 'q' || rest == "latest");
    }
    if (asked.size() > answered.size() && continues(asked, answered))
        return asked.substr(answered.size() + 1) != "latest";
    return true;
}

} // namespace lineup
