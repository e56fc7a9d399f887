#include "widgets/compare/reasoningfold.h"

#include "widgets/markdown/markdownbody.h"
#include "widgets/models/format.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QPainter>
#include <QPushButton>

namespace lineup {

namespace {
constexpr int kHeadHeight = 28;
constexpr int kPadding = 10;
}

void showGrowing(MarkdownBody &body, const std::string &text)
{
    const std::string &present = body.text();
    if (text.size() == present.size() && text == present)
        return;
    if (text.size() > present.size() && text.compare(0, present.size(), present) == 0)
        body.append(std::string_view(text).substr(present.size()));
    else
        body.setText(text);
}

ReasoningFold::ReasoningFold(QWidget *parent) : QWidget(parent), m_head(new QPushButton(this)), m_body(new MarkdownBody(this))
{
    setObjectName(QStringLiteral("reasoningFold"));
    m_head->setObjectName(QStringLiteral("reasoningHead"));
    m_head->setCheckable(true);
    setButtonRole(m_head, ButtonRole::Flat);
    setControlSize(m_head, ControlSize::Small);
    setLeftAligned(m_head);
    m_body->hide();
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(m_head, &QPushButton::toggled, this, [this](bool on) {
        m_body->setVisible(on);
        refreshTitle();
        place();
        updateGeometry();
    });
    connect(m_body, &MarkdownBody::heightChanged, this, [this] {
        place();
        updateGeometry();
    });
    hide();
}

bool ReasoningFold::isOpen() const
{
    return m_head->isChecked();
}

void ReasoningFold::setResult(const LaneResult &result)
{
    const std::string text = reasoningText(result.answer);
    m_isThinking = result.phase == LanePhase::Thinking;
    showGrowing(*m_body, text);
    m_tokens = result.usage ? result.usage->reasoning : std::nullopt;
    m_duration.reset();
    if (result.end && result.end->trace.thinking)
        m_duration = result.end->trace.thinking;
    else if (result.firstContentAt)
        m_duration = (m_isThinking ? result.lastContentAt : result.firstAnswerAt).value_or(*result.firstContentAt) - *result.firstContentAt;
    setVisible(!text.empty());
    refreshTitle();
}

void ReasoningFold::setZoom(double zoom)
{
    m_body->setZoom(zoom);
}

void ReasoningFold::refreshTitle()
{
    QString title = m_isThinking ? tr("Thinking") : tr("Thought");
    if (m_duration)
        title = (m_isThinking ? tr("Thinking, %1") : tr("Thought for %1")).arg(format::seconds(*m_duration, 1).text());
    if (m_tokens)
        //: %1 is "Thought for 2.4 s", %2 "186 tokens"
        title = tr("%1 · %2").arg(title, format::tokensPhrase(*m_tokens));
    m_head->setText(title);
    m_head->setIcon(icon(isOpen() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    m_head->setAccessibleDescription(tr("Shows what the model thought before its answer"));
}

int ReasoningFold::heightForWidth(int width) const
{
    return kHeadHeight + (isOpen() ? m_body->heightForWidth(std::max(1, width - 2 * kPadding)) + kPadding : 0);
}

QSize ReasoningFold::sizeHint() const
{
    return {metrics::kPaneMinimumWidth, heightForWidth(metrics::kPaneComfortableWidth)};
}

void ReasoningFold::place()
{
    m_head->setGeometry(0, 0, width(), kHeadHeight);
    const int room = std::max(1, width() - 2 * kPadding);
    m_body->setGeometry(kPadding, kHeadHeight, room, m_body->heightForWidth(room));
}

void ReasoningFold::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ReasoningFold::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(this).color(ColorRole::Well));
    painter.drawRoundedRect(rect(), metrics::kControlRadius, metrics::kControlRadius);
}

void ReasoningFold::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refreshTitle();
}

} // namespace lineup
