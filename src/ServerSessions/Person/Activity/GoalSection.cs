using ServerSessions.Person.Pages;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Activity;

/// <summary>The person's goals on the page, with a form for one more.</summary>
internal static class GoalSection
{
    public static void Write(HtmlWriter html, string root, PersonActivity activity, IReadOnlyList<Course> courses, FormWriter forms) =>
        html.Element("section", ["id", "goals"], section =>
        {
            section.Element("h2", "Goals of this week");
            if (activity.Goals.Count > 0)
                section.Element("ul", ["class", "goals"], ul =>
                {
                    foreach (var goal in activity.Goals)
                        ul.Element("li", li => Goal(li, root, goal, forms));
                });
            else
                section.Element("p", "You have set no goal.", "class", "muted");
            if (activity.Goals.Count < PersonSettingsStore.MaxGoals)
                section.Element("details", details =>
                {
                    details.Element("summary", "Set a goal");
                    if (courses.Count > 0)
                        Form(details, root, forms, PersonGoalKind.Modules, "Modules a week", "modules", courses.Select(c => c.Name), "all courses");
                    Form(details, root, forms, PersonGoalKind.Minutes, "Minutes a week", "minutes", activity.Areas.Select(a => a.Area), "all areas");
                    Form(details, root, forms, PersonGoalKind.Days, "Days a week", "days", [], null);
                });
        });

    private static void Goal(HtmlWriter html, string root, PersonGoalProgress goal, FormWriter forms)
    {
        var what = goal.Kind switch
        {
            PersonGoalKind.Modules => Words.Count(goal.Target, "module", "modules"),
            PersonGoalKind.Minutes => Words.Count(goal.Target, "minute", "minutes"),
            _ => Words.Count(goal.Target, "day", "days"),
        };
        var text = $"{what} a week{(goal.Of is { } of ? $" in {of}" : "")}";
        html.Element("span", $"{text}: {goal.Done} of {goal.Target}{(goal.IsReached ? ", reached" : "")}");
        Charts.Share(html, goal.Done, goal.Target, $"{goal.Done} of {goal.Target}");
        forms.Button(html, root + "goals/remove", "Remove", $"Remove the goal: {text}", "id", goal.Id);
    }

    private static void Form(HtmlWriter html, string root, FormWriter forms, PersonGoalKind kind, string label, string word, IEnumerable<string> choices, string? all) =>
        forms.Write(html, root + "goals", form =>
        {
            form.Void("input", "type", "hidden", "name", "kind", "value", word);
            form.Element("label", l => l.Text(label + " ").Void("input", "type", "number", "name", "target", "min", "1", "max", kind == PersonGoalKind.Days ? "7" : kind == PersonGoalKind.Minutes ? "10080" : "1000", "value", "3", "required", ""));
            if (all is not null)
                form.Element("label", l => l.Text("in ").Element("select", ["name", "of"], select =>
                {
                    select.Element("option", all, "value", "");
                    foreach (var choice in choices)
                        select.Element("option", choice, "value", choice);
                }));
            form.Element("button", "Set", "type", "submit");
        }, "line");
}
