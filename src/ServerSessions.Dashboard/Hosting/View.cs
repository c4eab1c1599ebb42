using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using ServerSessions.Dashboard.Pages;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>A page with its data, ready to be rendered.</summary>
/// <param name="Title">The window's title.</param>
/// <param name="Section">The entry of the navigation that is marked: "", "sessions", "alerts", "decisions", "pipeline".</param>
/// <param name="Component">The component that renders it.</param>
/// <param name="Parameters">The component's parameters.</param>
internal sealed record View(string Title, string Section, Type Component, IReadOnlyDictionary<string, object?> Parameters)
{
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>How often the script reads the page again; null where that would show nothing new, or cost the storage a scan each time.</summary>
    public int? RefreshSeconds { get; init; }

    /// <summary>For a page with forms that change something.</summary>
    public FormToken? Token { get; init; }

    public static View Of<T>(string title, string section, params (string Name, object? Value)[] parameters)
        where T : IComponent =>
        new(title, section, typeof(T), parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));

    public static View NotFound(string section, string heading, string text) =>
        Message(section, heading, text) with { Status = StatusCodes.Status404NotFound };

    public static View BadRequest(string section, string text) =>
        Message(section, "That cannot be shown", text) with { Status = StatusCodes.Status400BadRequest };

    public static View Unavailable(string text) =>
        Message("", "The storage is away", text) with { Status = StatusCodes.Status503ServiceUnavailable };

    private static View Message(string section, string heading, string text) => Of<MessagePage>(
        heading, section, (nameof(MessagePage.Heading), heading), (nameof(MessagePage.Text), text), (nameof(MessagePage.Section), section));
}
