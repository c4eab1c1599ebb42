using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Person.Pages;

namespace ServerSessions.Person.Data;

/// <summary>The page on which a person takes their data, or has it erased.</summary>
internal static class DataPage
{
    public static IResult Of(HttpContext context, ErasureReport? erasure)
    {
        var zone = context.RequestServices.GetRequiredService<InsightSettings>().Zone;
        var forms = FormWriter.Of(context);
        return new PersonPage("Your data", "data", (html, root) =>
        {
            html.Element("section", section =>
            {
                section.Element("h2", "Take it with you");
                section.Element("p", "Everything that is kept about you as a signed-in user.");
                section.Element("p", p => p.Element("a", "As JSON", "href", root + "export").Text(" · ").Element("a", "Your steps as a table (CSV)", "href", root + "export?format=csv"));
            });
            html.Element("section", section =>
            {
                section.Element("h2", "Erase it");
                if (erasure is not null)
                    section.Element("p", erasure.DoneAt is { } done
                        ? $"What was kept until {Words.Moment(erasure.RequestedAt, zone)} was erased by {Words.Moment(done, zone)}."
                        : erasure.State == ErasureState.Waiting
                        ? $"What was kept until {Words.Moment(erasure.RequestedAt, zone)} will be erased: the erasure waits for its turn. Load this page again to see more."
                        : $"What was kept until {Words.Moment(erasure.RequestedAt, zone)} is being erased: {erasure.PartitionsDone} of {erasure.Partitions} parts are done. Load this page again to see more.", "role", "status");
                section.Element("p", "Erases your sessions, goals and what rules remember of you. Sign-outs and blocks stay until they end. It cannot be undone, and what you do afterwards is recorded as before.");
                forms.Write(section, root + "data/erase", form => form
                    .Element("label", label => label.Void("input", "type", "checkbox", "name", "confirm", "value", DataEndpoints.Confirmation, "required", "").Text(" Yes, erase it"))
                    .Element("button", "Erase", "type", "submit"), "line");
            });
        });
    }
}
