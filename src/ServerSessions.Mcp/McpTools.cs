using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace ServerSessions.Mcp;

/// <summary>The tools that assistants see. None of them changes anything.</summary>
internal static class McpTools
{
    public const string From = "The first day, such as 2026-01-31; by default seven days. One day, a week from Monday to Sunday, or a calendar month.";
    public const string To = "The last day, inclusive; by default yesterday. Only days that are over.";
    public const string Segment = "Texts key:value that all must hold, such as device:phone; keys: device, browser, country, entry, referrer, campaign, medium, source, new, class, outcome, step, variant, feature.";

    public static IEnumerable<McpServerTool> Of(McpFigures figures) =>
    [
        Tool("about", "Names the funnels and goals that the application declares, and the last day that can be asked about.",
            (CancellationToken cancellationToken) => AnswerAsync(() => figures.AboutAsync(cancellationToken))),
        Tool("overview", "Sessions, users, engagement, entries, exits, referrers and campaigns of a range of days.",
            ([Description(From)] string? from = null, [Description(To)] string? to = null, [Description(Segment)] string[]? segment = null, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.OverviewAsync(from, to, segment, cancellationToken))),
        Tool("funnel", "How many sessions reached each step of a funnel, and the causes of those that did not go on.",
            ([Description("Name of a declared funnel.")] string? name = null, [Description("Names of steps, for a funnel that is not declared.")] string[]? steps = null,
                [Description("A key by which it is also broken down, such as device, browser, country, referrer.")] string? breakdown = null,
                [Description(From)] string? from = null, [Description(To)] string? to = null, [Description(Segment)] string[]? segment = null, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.FunnelAsync(name, steps, breakdown, from, to, segment, cancellationToken))),
        Tool("friction", "Steps at which people hesitate, go back, try again and give up.",
            ([Description(From)] string? from = null, [Description(To)] string? to = null, [Description(Segment)] string[]? segment = null, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.FrictionAsync(from, to, segment, cancellationToken))),
        Tool("paths", "Transitions between steps; from one step on, or to it.",
            ([Description("The step at which the paths begin; by default whole sessions.")] string? step = null, [Description("Whether the paths that lead to the step are meant.")] bool backward = false,
                [Description(From)] string? from = null, [Description(To)] string? to = null, [Description(Segment)] string[]? segment = null, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.PathsAsync(step, backward, from, to, segment, cancellationToken))),
        Tool("goals", "How many sessions reached each goal, and what it was worth.",
            ([Description(From)] string? from = null, [Description(To)] string? to = null, [Description(Segment)] string[]? segment = null, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.GoalsAsync(from, to, segment, cancellationToken))),
        Tool("releases", "Versions of the application; with a version, the figures before and after it.",
            ([Description("A version of the list.")] string? version = null, [Description("Days before and after it, 1 to 90.")] int days = 7, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.ReleasesAsync(version, days, cancellationToken))),
        Tool("thresholds", "Declared alerts on figures, and how they stand.",
            (CancellationToken cancellationToken) => AnswerAsync(() => figures.ThresholdsAsync(cancellationToken))),
        Tool("compare", "What changed in a range of days against earlier days by more than chance, what changed most at the same time, and the releases in between. For a question such as why checkout fell on Tuesday, give that day as from and to.",
            ([Description(From)] string? from = null, [Description(To)] string? to = null, [Description("week: the same weekdays before (the default); before: the days right before.")] string? against = null,
                [Description(Segment)] string[]? segment = null, CancellationToken cancellationToken = default) =>
                AnswerAsync(() => figures.CompareAsync(from, to, against, segment, cancellationToken))),
        .. McpInsights.Of(figures),
    ];

    public static McpServerTool Tool(string name, string description, Delegate answer) => McpServerTool.Create(answer, new McpServerToolCreateOptions
    {
        Name = name,
        Description = description,
        ReadOnly = true,
        Destructive = false,
        Idempotent = true,
        OpenWorld = false,
    });

    // What was wrong with a question is said to the assistant; anything else is not.
    public static async Task<string> AnswerAsync(Func<ValueTask<string>> answer)
    {
        try
        {
            return await answer();
        }
        catch (ArgumentException exception)
        {
            throw new McpException(exception.Message);
        }
    }
}
