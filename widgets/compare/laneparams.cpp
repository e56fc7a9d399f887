#include "widgets/compare/laneparams.h"

#include "widgets/models/format.h"

#include <QCoreApplication>
#include <QStringList>
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

} // namespace

std::vector<ParameterChip> parameterChips(const LaneSpec &lane)
{
    std::vector<ParameterChip> chips;
    const Parameters &parameters = lane.parameters;
    const auto add = [&chips](Parameter parameter, const QString &text) { chips.push_back({text, parameter}); };
    if (parameters.temperature)
        //: Chip: temperature
        add(Parameter::Temperature, PaneWords::tr("temp %1").arg(format::number(*parameters.temperature)));
    if (parameters.maxTokens)
        //: Chip: the most tokens an answer may have
        add(Parameter::MaxTokens, PaneWords::tr("max %1").arg(format::count(*parameters.maxTokens)));
    if (parameters.reasoningEffort)
        //: Chip: how hard the model thinks
        add(Parameter::ReasoningEffort, PaneWords::tr("effort %1").arg(QString::fromStdString(*parameters.reasoningEffort)));
    if (parameters.reasoningTokens)
        //: Chip: how many tokens the model may think
        add(Parameter::ReasoningTokens, PaneWords::tr("think %1").arg(format::count(*parameters.reasoningTokens)));
    if (parameters.topP)
        add(Parameter::TopP, PaneWords::tr("top-p %1").arg(format::number(*parameters.topP)));
    if (parameters.topK)
        add(Parameter::TopK, PaneWords::tr("top-k %1").arg(format::count(*parameters.topK)));
    if (parameters.seed)
        add(Parameter::Seed, PaneWords::tr("seed %1").arg(QString::number(*parameters.seed)));
    if (!parameters.stop.empty())
        add(Parameter::Stop, PaneWords::tr("%n stop words", nullptr, static_cast<int>(parameters.stop.size())));
    if (parameters.jsonSchema)
        add(Parameter::JsonSchema, PaneWords::tr("JSON schema"));
    if (!parameters.tools.empty())
        add(Parameter::Tools, PaneWords::tr("%n tools", nullptr, static_cast<int>(parameters.tools.size())));
    if (parameters.presencePenalty)
        //: Chip: presence penalty
        add(Parameter::PresencePenalty, PaneWords::tr("presence %1").arg(format::number(*parameters.presencePenalty)));
    if (parameters.frequencyPenalty)
        //: Chip: frequency penalty
        add(Parameter::FrequencyPenalty, PaneWords::tr("frequency %1").arg(format::number(*parameters.frequencyPenalty)));
    if (parameters.topLogprobs)
        //: Chip: log probabilities are asked for
        add(Parameter::TopLogprobs, PaneWords::tr("logprobs"));
    if (!parameters.streams)
        //: Chip: the answer comes whole in one reply
        chips.push_back({PaneWords::tr("whole reply")});
    if (!parameters.extra.empty())
        chips.push_back({PaneWords::tr("%n own fields", nullptr, static_cast<int>(parameters.extra.size()))});
    return chips;
}

QString parameterNames(const std::vector<Parameter> &parameters)
{
    QStringList names;
    for (const Parameter each : parameters) {
        switch (each) {
        case Parameter::Temperature: names << PaneWords::tr("temperature"); break;
        case Parameter::TopP: names << PaneWords::tr("top-p"); break;
        case Parameter::TopK: names << PaneWords::tr("top-k"); break;
        case Parameter::MaxTokens: names << PaneWords::tr("most tokens"); break;
        case Parameter::Seed: names << PaneWords::tr("seed"); break;
        case Parameter::PresencePenalty: names << PaneWords::tr("presence penalty"); break;
        case Parameter::FrequencyPenalty: names << PaneWords::tr("frequency penalty"); break;
        case Parameter::ReasoningEffort: names << PaneWords::tr("thinking effort"); break;
        case Parameter::ReasoningTokens: names << PaneWords::tr("tokens to think"); break;
        case Parameter::Stop: names << PaneWords::tr("stop words"); break;
        case Parameter::JsonSchema: names << PaneWords::tr("JSON schema"); break;
        case Parameter::Tools: names << PaneWords::tr("tools"); break;
        case Parameter::TopLogprobs: names << PaneWords::tr("log probabilities"); break;
        }
    }
    return names.join(QStringLiteral(", "));
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

QString laneProvider(const LaneSpec &lane, const QString &place)
{
    if (isLocalLane(lane))
        return PaneWords::tr("this computer");
    // Of a lane with an address of its own the address says more.
    if (!place.isEmpty() && (lane.backend.baseUrl.empty() || !lane.backend.id.empty()))
        return place;
    const QUrl url(QString::fromStdString(lane.backend.baseUrl));
    if (!url.host().isEmpty())
        return url.port() > 0 ? url.host() + QLatin1Char(':') + QString::number(url.port()) : url.host();
    return QString::fromStdString(lane.backend.baseUrl.empty() ? lane.backend.kind : lane.backend.baseUrl);
}

QString paneName(const LaneSpec &lane, const QString &localModel, const QString &place)
{
    //: A pane for a screen reader: its letter, its model, where it answers
    return PaneWords::tr("Pane %1, %2, %3").arg(QString::fromStdString(letterName(lane.letter)), laneTitle(lane, localModel), laneProvider(lane, place));
}

} // namespace lineup
