#include "widgets/compare/sendtargets.h"

#include "widgets/common/flowlayout.h"
#include "widgets/common/textlabel.h"
#include "widgets/compare/laneparams.h"
#include "widgets/models/comparesession.h"
#include "widgets/theme/metrics.h"
#include "widgets/theme/panepalette.h"

#include <QCheckBox>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyleOptionButton>

namespace lineup {

namespace {

constexpr int kBoxHeight = 26;
constexpr int kIndicator = 16;
constexpr int kPadding = 6;
constexpr int kGap = 6;

/// A check box with the mark and letter of its pane in one frame.
class TargetBox final : public QCheckBox {
public:
    TargetBox(int letter, QWidget *parent) : QCheckBox(parent), m_letter(letter)
    {
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        const QFontMetrics text(themeOf(this).font(TypeStep::Body, QFont::DemiBold));
        return {kPadding + kIndicator + kGap + metrics::kTableMarkSize + kGap + text.horizontalAdvance(letterText()) + kPadding + 2,
                std::max(kBoxHeight, text.height() + 6)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Theme theme = themeOf(this);
        painter.setPen(QPen(theme.color(ColorRole::Outline), 1));
        painter.setBrush(theme.color(underMouse() ? ColorRole::Hover : ColorRole::Surface));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::kControlRadius, metrics::kControlRadius);
        QStyleOptionButton option;
        initStyleOption(&option);
        option.rect = QRect(kPadding, (height() - kIndicator) / 2, kIndicator, kIndicator);
        style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &option, &painter, this);
        int x = option.rect.right() + 1 + kGap;
        paintPaneMark(&painter, QRectF(x, (height() - metrics::kTableMarkSize) / 2.0, metrics::kTableMarkSize, metrics::kTableMarkSize), m_letter, theme);
        x += metrics::kTableMarkSize + kGap;
        painter.setFont(theme.font(TypeStep::Body, QFont::DemiBold));
        painter.setPen(theme.color(ColorRole::Text));
        painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, letterText());
    }

private:
    QString letterText() const { return QString::fromStdString(letterName(m_letter)); }

    int m_letter;
};

} // namespace

SendTargets::SendTargets(CompareSession &session, QWidget *parent)
    : QWidget(parent), m_session(session), m_label(new TextLabel(TypeStep::Control, ColorRole::Text2, this)), m_boxes(new QWidget(this))
{
    setObjectName(QStringLiteral("sendTargets"));
    new FlowLayout(metrics::kSpace2, m_boxes);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kSpace2);
    layout->addWidget(m_label, 0, Qt::AlignTop);
    layout->addWidget(m_boxes, 1);
    m_label->setFixedHeight(kBoxHeight);
    connect(&m_session, &CompareSession::lanesReset, this, &SendTargets::rebuild);
    connect(&m_session, &CompareSession::documentReplaced, this, &SendTargets::rebuild);
    connect(&m_session, &CompareSession::setupChanged, this, &SendTargets::refresh);
    connect(&m_session, &CompareSession::sendTargetsChanged, this, &SendTargets::refresh);
    rebuild();
}

void SendTargets::rebuild()
{
    for (QCheckBox *box : m_targets)
        delete box;
    m_targets.clear();
    for (const LaneSpec &lane : m_session.setup().lanes) {
        auto *box = new TargetBox(lane.letter, m_boxes);
        const QString letter = QString::fromStdString(letterName(lane.letter));
        box->setObjectName(QStringLiteral("sendTo%1").arg(letter));
        const int index = static_cast<int>(m_targets.size());
        connect(box, &QCheckBox::toggled, this, [this, index](bool on) { m_session.setSendTarget(index, on); });
        m_boxes->layout()->addWidget(box);
        m_targets.push_back(box);
    }
    refresh();
    updateGeometry();
}

void SendTargets::refresh()
{
    m_label->setText(tr("Send to"));
    const auto &lanes = m_session.setup().lanes;
    if (lanes.size() != m_targets.size())
        return; // lanesReset comes next
    for (std::size_t index = 0; index < m_targets.size(); ++index) {
        m_targets[index]->setChecked(m_session.isSendTarget(static_cast<int>(index)));
        m_targets[index]->setAccessibleName(tr("Send to %1").arg(paneName(lanes[index], QString())));
    }
    setVisible(!m_targets.empty());
}

void SendTargets::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        refresh();
}

} // namespace lineup
