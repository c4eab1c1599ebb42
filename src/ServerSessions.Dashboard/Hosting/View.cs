using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;
using ServerSessions.Reports.Recorded;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>A page with its data, ready to be rendered.</summary>
/// <param name="Title">The window's title.</param>
/// <param name="Section">The entry of the navigation that is marked, such as "sessions"; "" for the overview.</param>
/// <param name="Component">The component that renders it.</param>
/// <param name="Parameters">The component's parameters.</param>
internal sealed record View(string Title, string Section, Type Component, IReadOnlyDictionary<string, object?> Parameters)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Interval at which the script reloads the page; null where the content does not change, or where each load would scan the storage.</summary>
    public int? RefreshSeconds { get; init; }

    /// <summary>Address and query of the page, for pages whose links and forms keep the query.</summary>
    public PageQuery Here { get; init; } = PageQuery.None;

    /// <summary>The recorded sessions that the page counts; none where the caller may not watch recordings.</summary>
    public RecordedJourneys Recorded { get; init; } = RecordedJourneys.None;

    /// <summary>Address of the event stream that says when the content has changed; null where there is none.</summary>
    public string? Events { get; init; }

    /// <summary>The token for a page with forms that change something.</summary>
    public FormToken? Token { get; init; }

    /// <summary>The view that the page offers to share; null where it cannot be shared.</summary>
    public ShareForm? Shared { get; init; }

    /// <summary>Whether the page has a frame with another document of the dashboard.</summary>
    public bool HasFrame { get; init; }

    public static View Of<T>(string title, string section, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        new(title, section, typeof(T), parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    /// <summary>Returns the page with what the caller may see of its data.</summary>
    public View For(SessionAdminAccess access) =>
        this with { Parameters = Parameters.ToDictionary(parameter => parameter.Key, parameter => Shown(access, parameter.Value)) };

    // A report beside its definition is a report all the same.
    private static object? Shown(SessionAdminAccess access, object? value) => value is IEnumerable<(FunnelDefinition Funnel, FunnelReport Report)> funnels
        ? funnels.Select(funnel => (funnel.Funnel, Report: access.Show(funnel.Report))).ToList()
        : access.Show(value);

    public static View NotFound(string section, string heading, string text) =>
        Message(section, heading, text) with { Status = StatusCodes.Status404NotFound };

    public static View BadRequest(string section, string text) =>
        Message(section, "That cannot be shown", text) with { Status = StatusCodes.Status400BadRequest };

    public static View Refused(int status, string text) =>
        Message("", "That cannot be shown", text) with { Status = status };

    public static View NotDone(int status, string text) =>
        Message("", "That was not done", text) with { Status = status };

    public static View Unavailable(string text) =>
        Message("", "The storage is unavailable", text) with { Status = StatusCodes.Status503ServiceUnavailable };

    private static View Message(string section, string heading, string text) => Of<MessagePage>(
        heading, section, (nameof(MessagePage.Heading), heading), (nameof(MessagePage.Text), text), (nameof(MessagePage.Section), section));
}
