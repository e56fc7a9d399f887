#pragma once

#include <QWidget>

#include <vector>

class QCheckBox;

namespace lineup {

class CompareSession;
class TextLabel;

/// "Send to ☑ A ☑ B ☑ C": which panes the next Send goes to.
class SendTargets : public QWidget {
    Q_OBJECT
public:
    explicit SendTargets(CompareSession &session, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void rebuild();
    void refresh();

    CompareSession &m_session;
    TextLabel *m_label;
    QWidget *m_boxes;
    std::vector<QCheckBox *> m_targets; ///< per lane
};

} // namespace lineup
