#include "widgets/compare/noticeblock.h"

#include "widgets/common/flowlayout.h"
#include "widgets/common/textlabel.h"
#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

namespace {

constexpr int kDetailsHeight = 120;

ColorRole titleRole(PaneNotice::Tone tone)
{
    switch (tone) {
    case PaneNotice::Tone::Quiet:
        return ColorRole::Text2;
    case PaneNotice::Tone::Plain:
        return ColorRole::Text2;
    case PaneNotice::Tone::Warning:
        return ColorRole::Warning;
    case PaneNotice::Tone::Error:
        return ColorRole::Error;
    }
    return ColorRole::Text2;
}

QPushButton *makeButton(const QString &name, ButtonRole role, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    button->setObjectName(name);
    setButtonRole(button, role);
    setControlSize(button, ControlSize::Compact);
    button->hide();
    return button;
}

} // namespace

/// The icon before the title, in the colour of the tone.
class NoticeSign final : public QWidget {
public:
    explicit NoticeSign(QWidget *parent) : QWidget(parent) { setFixedSize(metrics::kIconSize, metrics::kIconSize + 4); }
    void setSign(const QString &iconName, ColorRole role)
    {
        m_iconName = iconName;
        m_role = role;
        setVisible(!iconName.isEmpty());
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (!m_iconName.isEmpty())
            paintIcon(&painter, rect(), m_iconName, themeOf(this).color(m_role));
    }

private:
    QString m_iconName;
    ColorRole m_role = ColorRole::Text2;
};

NoticeBlock::NoticeBlock(QWidget *parent)
    : QWidget(parent), m_sign(new NoticeSign(this)), m_title(new TextLabel(TypeStep::Body, ColorRole::Text2, this)),
      m_text(new TextLabel(TypeStep::Body, ColorRole::Text2, this)), m_stop(makeButton(QStringLiteral("paneStop"), ButtonRole::Secondary, this)),
      m_send(makeButton(QStringLiteral("paneSendAgain"), ButtonRole::Secondary, this)),
      m_detailsButton(makeButton(QStringLiteral("paneDetails"), ButtonRole::Flat, this)),
      m_copy(makeButton(QStringLiteral("paneCopyForSupport"), ButtonRole::Flat, this)), m_details(new QPlainTextEdit(this))
{
    setObjectName(QStringLiteral("paneNotice"));
    m_title->setObjectName(QStringLiteral("paneNoticeTitle"));
    m_text->setObjectName(QStringLiteral("paneNoticeText"));
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_detailsButton->setCheckable(true);
    m_details->setObjectName(QStringLiteral("paneDetailsText"));
    m_details->setReadOnly(true);
    m_details->setFixedHeight(kDetailsHeight);
    m_details->setTabChangesFocus(true);
    m_details->hide();

    auto *head = new QHBoxLayout;
    head->setSpacing(metrics::kSpace2);
    head->addWidget(m_sign, 0, Qt::AlignTop);
    head->addWidget(m_title, 1, Qt::AlignTop);
    auto *buttons = new QWidget(this);
    auto *flow = new FlowLayout(metrics::kSpace2, buttons);
    for (QPushButton *button : {m_stop, m_send, m_detailsButton, m_copy})
        flow->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addWidget(buttons);
    column->addWidget(m_details);

    connect(m_stop, &QPushButton::clicked, this, &NoticeBlock::stopRequested);
    connect(m_send, &QPushButton::clicked, this, &NoticeBlock::sendRequested);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
    connect(m_copy, &QPushButton::clicked, this, &NoticeBlock::copyForSupport);
}

void NoticeBlock::setNotice(const PaneNotice &notice)
{
    if (notice == m_notice)
        return;
    const bool isOther = notice.title != m_notice.title || notice.text != m_notice.text;
    m_notice = notice;
    const ColorRole role = titleRole(notice.tone);
    m_sign->setSign(notice.iconName, role);
    m_title->setColorRole(role);
    m_title->setWeight(notice.tone == PaneNotice::Tone::Quiet ? QFont::Normal : QFont::DemiBold);
    m_title->setText(notice.title);
    m_text->setText(notice.text);
    m_text->setVisible(!notice.text.isEmpty());
    m_text->setColorRole(notice.tone == PaneNotice::Tone::Quiet ? ColorRole::Text3 : ColorRole::Text2);
    m_stop->setVisible(notice.canStop);
    m_send->setVisible(notice.canSend || notice.canSendAgain);
    m_detailsButton->setVisible(!notice.details.isEmpty());
    m_copy->setVisible(!notice.details.isEmpty());
    if (notice.details.isEmpty())
        m_detailsButton->setChecked(false);
    if (m_details->toPlainText() != notice.details)
        m_details->setPlainText(notice.details);
    retranslate();
    if (isOther)
        updateGeometry();
}

void NoticeBlock::copyForSupport() const
{
    QStringList lines{m_notice.title, m_notice.text, m_notice.details};
    lines.removeAll(QString());
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void NoticeBlock::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_details->setFont(themeOf(this).font(TypeStep::Code));
}

void NoticeBlock::retranslate()
{
    m_stop->setText(tr("Stop this pane"));
    m_send->setText(m_notice.canSend                                ? tr("Send to this pane")
                    : m_notice.tone == PaneNotice::Tone::Error ? tr("Try again")
                                                               : tr("Send again"));
    m_detailsButton->setText(tr("Details"));
    m_copy->setText(tr("Copy for support"));
    m_details->setAccessibleName(tr("Details"));
    m_details->setFont(themeOf(this).font(TypeStep::Code));
}

} // namespace lineup
