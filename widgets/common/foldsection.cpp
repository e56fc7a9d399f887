#include "widgets/common/foldsection.h"

#include "widgets/theme/controlroles.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/metrics.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace lineup {

FoldSection::FoldSection(const QString &name, QWidget *content, QWidget *parent) : QWidget(parent), m_head(new QPushButton(this)), m_content(content)
{
    setObjectName(name);
    m_head->setObjectName(name + QStringLiteral("Head"));
    m_head->setCheckable(true);
    m_head->setAutoDefault(false);
    setButtonRole(m_head, ButtonRole::Flat);
    setControlSize(m_head, ControlSize::Small);
    setLeftAligned(m_head);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::kSpace2);
    column->addWidget(m_head);
    column->addWidget(m_content);
    m_content->hide();
    connect(m_head, &QPushButton::toggled, this, [this](bool on) {
        m_content->setVisible(on);
        refresh();
        Q_EMIT toggled(on);
    });
    refresh();
}

void FoldSection::setTitle(const QString &title, const QString &summary)
{
    m_title = title;
    m_summary = summary;
    refresh();
}

bool FoldSection::isOpen() const
{
    return m_head->isChecked();
}

void FoldSection::setOpen(bool on)
{
    m_head->setChecked(on);
}

void FoldSection::refresh()
{
    //: a folded part of a form: its title and what is in it
    m_head->setText(m_summary.isEmpty() || isOpen() ? m_title : tr("%1 · %2").arg(m_title, m_summary));
    m_head->setIcon(icon(isOpen() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
}

} // namespace lineup
