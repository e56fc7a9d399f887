#include "widgets/common/noticebar.h"

#include "widgets/common/textlabel.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kDetailsHeight = 132;

ColorRole groundOf(NoticeBar::Tone tone)
{
    switch (tone) {
    case NoticeBar::Tone::Info:
        return ColorRole::ActionSoft;
    case NoticeBar::Tone::Warning:
        return ColorRole::WarningSoft;
    case NoticeBar::Tone::Error:
        return ColorRole::ErrorSoft;
    }
    return ColorRole::ActionSoft;
}

ColorRole titleOf(NoticeBar::Tone tone)
{
    switch (tone) {
    case NoticeBar::Tone::Info:
        return ColorRole::Text;
    case NoticeBar::Tone::Warning:
        return ColorRole::Warning;
    case NoticeBar::Tone::Error:
        return ColorRole::Error;
    }
    return ColorRole::Text;
}

} // namespace

/// The sign before the title; info bars have none.
class NoticeIcon final : public QWidget {
public:
    explicit NoticeIcon(QWidget *parent) : QWidget(parent) { setFixedSize(metrics::kIconSize, metrics::kIconSize); }
    void setTone(NoticeBar::Tone tone)
    {
        m_tone = tone;
        setVisible(tone != NoticeBar::Tone::Info);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QString name = m_tone == NoticeBar::Tone::Error ? QStringLiteral("circle-alert") : QStringLiteral("triangle-alert");
        paintIcon(&painter, rect(), name, themeOf(this).color(titleOf(m_tone)));
    }

private:
    NoticeBar::Tone m_tone = NoticeBar::Tone::Info;
};

NoticeBar::NoticeBar(QWidget *parent)
    : QWidget(parent), m_icon(new NoticeIcon(this)), m_title(new TextLabel(TypeStep::Body, ColorRole::Text, this)),
      m_text(new TextLabel(TypeStep::Control, ColorRole::Text2, this)), m_buttons(new QHBoxLayout), m_middle(new QHBoxLayout),
      m_detailsButton(new QToolButton(this)), m_close(new QToolButton(this)), m_details(new QPlainTextEdit(this))
{
    m_title->setWeight(QFont::DemiBold);
    m_title->setObjectName(QStringLiteral("noticeTitle"));
    m_text->setObjectName(QStringLiteral("noticeText"));
    m_text->setWordWrap(true);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_buttons->setSpacing(metrics::kSpace2);
    m_middle->setSpacing(metrics::kSpace2);

    m_detailsButton->setObjectName(QStringLiteral("noticeDetailsButton"));
    m_detailsButton->setCheckable(true);
    m_detailsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_detailsButton->setIcon(icon(QStringLiteral("chevron-right")));
    m_detailsButton->hide();
    connect(m_detailsButton, &QToolButton::toggled, this, [this](bool on) {
        m_detailsButton->setIcon(icon(on ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
        m_details->setVisible(on);
    });
    m_close->setObjectName(QStringLiteral("noticeClose"));
    m_close->setIcon(icon(QStringLiteral("x")));
    m_close->hide();
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::closed);

    m_details->setObjectName(QStringLiteral("noticeDetails"));
    m_details->setReadOnly(true);
    m_details->setFont(themeOf(this).font(TypeStep::Code));
    m_details->setFixedHeight(kDetailsHeight);
    m_details->hide();

    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::kSpace2);
    line->addWidget(m_icon);
    line->addWidget(m_title);
    line->addSpacing(metrics::kSpace1);
    line->addWidget(m_text, 1);
    line->addLayout(m_middle);
    line->addWidget(m_detailsButton);
    line->addLayout(m_buttons);
    line->addWidget(m_close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::kSpace3, metrics::kSpace2, metrics::kSpace2, metrics::kSpace2);
    column->setSpacing(metrics::kSpace2);
    column->addLayout(line);
    column->addWidget(m_details);
    setMinimumHeight(metrics::kTabBarHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setContent(Tone::Info, {}, {});
    retranslate();
}

void NoticeBar::setContent(Tone tone, const QString &title, const QString &text)
{
    if (m_tone != tone) {
        m_tone = tone;
        update();
    }
    static_cast<NoticeIcon *>(m_icon)->setTone(tone);
    m_title->setColorRole(titleOf(tone));
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
    m_text->setText(text);
}

QString NoticeBar::title() const
{
    return m_title->text();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::addButton(QAbstractButton *button)
{
    setControlSize(button, ControlSize::Small);
    m_buttons->addWidget(button);
}

void NoticeBar::addMiddle(QWidget *widget)
{
    m_middle->addWidget(widget);
}

void NoticeBar::setDetails(const QString &details)
{
    if (m_details->toPlainText() != details)
        m_details->setPlainText(details);
    m_detailsButton->setVisible(!details.isEmpty());
    if (details.isEmpty())
        m_detailsButton->setChecked(false);
}

void NoticeBar::setClosable(bool on)
{
    m_close->setVisible(on);
}

void NoticeBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Theme theme = themeOf(this);
    painter.fillRect(rect(), theme.color(groundOf(m_tone)));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.color(ColorRole::Divider));
}

void NoticeBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_details->setFont(themeOf(this).font(TypeStep::Code));
}

void NoticeBar::retranslate()
{
    m_detailsButton->setText(tr("Details"));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this notice"));
    m_details->setAccessibleName(tr("Details"));
}

} // namespace lineup
