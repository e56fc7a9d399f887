#include "widgets/models/lanecsv.h"

#include <QStringList>

#include <algorithm>
#include <string_view>

namespace lineup {

namespace {

QString wholeNumber(std::optional<std::int64_t> number)
{
    return number ? QString::number(*number) : QString();
}

QString decimal(std::optional<double> number)
{
    return number ? QString::number(*number, 'f', 2) : QString();
}

QString secondsField(std::optional<LaneFigures::Duration> duration)
{
    return duration ? QString::number(std::chrono::duration<double>(*duration).count(), 'f', 6) : QString();
}

QString name(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QStringList fields(const LaneFigures &lane)
{
    const auto &amount = lane.cost.amount;
    const QString source = lane.isOutputEstimated ? QStringLiteral("estimated") : QStringLiteral("reported");
    return {
        csvText(QString::fromStdString(letterName(lane.letter))),
        csvText(QString::fromStdString(lane.model)),
        lane.outcome ? name(outcomeName(*lane.outcome)) : QString(),
        wholeNumber(lane.tokensIn),
        wholeNumber(lane.tokensOut),
        lane.tokensOut ? source : QString(),
        decimal(lane.decodeSpeed),
        decimal(lane.endToEndSpeed),
        secondsField(lane.firstToken),
        secondsField(lane.beforeText),
        secondsField(lane.text),
        secondsField(lane.total),
        amount ? QString::fromStdString(decimalFromNano(amount->nano)) : QString(),
        amount ? csvText(QString::fromStdString(amount->currency)) : QString(),
        name(costProvenanceName(lane.cost.provenance)),
    };
}

} // namespace

QString csvText(const QString &text)
{
    const auto isSkipped = [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Format || c.category() == QChar::Other_Control; };
    const auto first = std::find_if_not(text.begin(), text.end(), isSkipped);
    constexpr std::u16string_view kFormulaStarts = u"=+-@＝＋－＠";
    const bool startsFormula = first != text.end() && kFormulaStarts.find(first->unicode()) != std::u16string_view::npos;
    const bool startsControl = !text.isEmpty() && text.front().category() == QChar::Other_Control;
    QString field = startsFormula || startsControl ? QLatin1Char('\'') + text : text;
    constexpr std::u16string_view kQuoted = u",;\"\r\n\t";
    const bool needsQuotes = std::any_of(field.begin(), field.end(), [&](QChar c) { return kQuoted.find(c.unicode()) != std::u16string_view::npos; });
    if (!needsQuotes)
        return field;
    field.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + field + QLatin1Char('"');
}

QString laneCsv(const std::vector<LaneFigures> &lanes)
{
    QString csv = QStringLiteral("pane,model,outcome,tokens_in,tokens_out,tokens_out_source,decode_tokens_per_s,end_to_end_tokens_per_s,"
                                 "first_token_s,before_text_s,text_s,total_s,cost,currency,cost_source\r\n");
    for (const LaneFigures &lane : lanes)
        csv += fields(lane).join(QLatin1Char(',')) + QStringLiteral("\r\n");
    return csv;
}

} // namespace lineup
