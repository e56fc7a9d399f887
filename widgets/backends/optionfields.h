#pragma once

#include "core/backend/providerdescriptor.h"
#include "widgets/common/formfield.h"

#include <QObject>

#include <map>
#include <string>
#include <vector>

class QFormLayout;

namespace lineup {

/// The settings of one provider as lines of a form, made of its descriptor: nothing is written by hand for one provider.
class OptionFields : public QObject {
    Q_OBJECT
public:
    using Values = std::map<std::string, std::string>;

    /// Lines come into `form` behind row `after` − 1, that is from row `after` on; their inputs are called `prefix` + the option's
    /// id. The form outlives this.
    OptionFields(QFormLayout *form, int after, QString prefix, QObject *parent);

    /// Replaces the lines by those of another provider.
    void show(const ProviderDescriptor &provider, const Values &values);
    /// What stands in the lines; what is left at the provider's own is not in it.
    Values values() const;
    int count() const { return static_cast<int>(m_lines.size()); }
    void retranslate();

Q_SIGNALS:
    /// The person has changed a line and left it.
    void edited();

private:
    struct Line {
        ProviderOption option;
        FormField field;
    };
    Line makeLine(const ProviderOption &option, const std::string &value, int row);
    QWidget *makeInput(const ProviderOption &option, const std::string &value);

    QFormLayout *m_form;
    int m_after;
    QString m_prefix;
    std::vector<Line> m_lines;
};

} // namespace lineup
