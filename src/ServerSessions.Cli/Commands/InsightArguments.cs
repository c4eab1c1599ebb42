using System.CommandLine;
using System.Globalization;
using ServerSessions.Cli.Insight;
using ServerSessions.Cli.Parsing;
using ServerSessions.Insights;

namespace ServerSessions.Cli.Commands;

/// <summary>The arguments of <c>sessions insight</c>: what they are, and how they are read.</summary>
internal sealed class InsightArguments
{
    private const int MaxDepth = 50;

    private readonly Argument<string?> _kind = new("KIND")
    {
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "KIND",
        Description = $"One of {string.Join(", ", InsightKinds.Names)}.",
    };

    private readonly Argument<string[]> _files = new("FILE") { Arity = ArgumentArity.ZeroOrMore, Description = "Files of steps, read as one log; - is standard input." };

    private readonly ListOption<string> _steps = new("--steps", "NAME", "names of steps", "funnel: its 2 to 20 steps; one that ends in ? may be left out.", IsName, text => text);

    private readonly ValueOption<FunnelOrder> _order = new("--order", "sequential|strict|any", "sequential, strict or any",
        "funnel: anything may lie between (default), nothing may, or any order.", text => Word<FunnelOrder>("--order", text));

    private readonly ValueOption<TimeSpan?> _window = new("--window", "14d", "a duration such as 14d, or session",
        "funnel: from the first step to the last; session: no limit within the unit.", Window);

    private readonly ValueOption<FunnelUnit> _unit = new("--unit", "session|user", "session or user",
        "funnel, experiment: what is counted (default: sessions); by user all sessions of a user are one way.", text => Word<FunnelUnit>("--unit", text));

    private readonly ValueOption<string> _from = new("--from", "STEP", "the name of a step", "paths: from the first visit of this step on.", text => text);

    private readonly ValueOption<int> _depth = new("--depth", "5", "a number of steps", "paths: the number of transitions from there.", Depth);

    private readonly FlagOption _backward = new("--backward", "paths: those that led to it instead.");

    private readonly ValueOption<string> _start = new("--start", "STEP", "the name of a step", "retention: what begins (any step).", text => text);

    private readonly ValueOption<string> _return = new("--return", "STEP", "the name of a step", "retention: what counts as coming back (any step).", text => text);

    private readonly ValueOption<RetentionPeriod> _period = new("--period", "day|week|month", "day, week or month", "retention: in what it is counted.",
        text => Word<RetentionPeriod>("--period", text));

    private readonly ListOption<Flow> _flows = new("--flow", "NAME=STEP>STEP", "NAME=STEP>STEP", "A declared flow: its last step completes it.", IsNamed,
        text => Named("--flow", text, min: 2));

    private readonly ListOption<Flow> _features = new("--feature", "NAME=STEP>STEP", "NAME=STEP>STEP", "adoption: steps of a feature that the lines do not name.", IsNamed,
        text => Named("--feature", text, min: 1));

    private readonly ListOption<string> _hubs = new("--hub", "STEP", "names of steps", "Steps that people rightly come back to: no backtrack.", IsName, text => text);

    private readonly ListOption<string> _goals = new("--goal", "STEP", "names of steps", "Steps that complete a session; experiment: its primary metrics.", IsName, text => text);

    private readonly ValueOption<string> _experiment = new("--experiment", "NAME", "the name of an experiment",
        "experiment: which, where lines name several (\"variant\"?: { \"experiment\": \"B\" }).", text => text);

    private readonly ValueOption<string> _actor = new("--actor", "person", "person, crawler, agent, tool, attacker, other or all",
        "The actor whose sessions count; lines without an \"actor\" are those of persons.", text => text);

    private readonly FlagOption _json = new("--json", "One JSON object instead of the report.");

    public void AddTo(Command command)
    {
        command.Arguments.Add(_kind);
        command.Arguments.Add(_files);
        foreach (var option in (Option[])[_steps, _order, _window, _unit, _from, _depth, _backward, _start, _return, _period, _flows, _features, _hubs, _goals, _experiment, _actor, _json])
            command.Options.Add(option);
        _kind.CompletionSources.Add([.. InsightKinds.Names]);
        _order.CompletionSources.Add(Words<FunnelOrder>());
        _unit.CompletionSources.Add(Words<FunnelUnit>());
        _period.CompletionSources.Add(Words<RetentionPeriod>());
    }

    /// <exception cref="UsageException">The arguments cannot be used.</exception>
    public InsightOptions Read(ParseResult parse)
    {
        string[] spilled = [.. _steps.Operands(parse), .. _flows.Operands(parse), .. _features.Operands(parse), .. _hubs.Operands(parse), .. _goals.Operands(parse)];
        var kind = Kind(parse.GetValue(_kind)
            ?? throw new UsageException($"insight needs to know which: {string.Join(", ", InsightKinds.Names)}. 'sessions insight --help' says more."));
        var files = new List<string>();
        foreach (var name in (parse.GetValue(_files) ?? []).Concat(spilled))
            files.Add(FileArgument.Once(name, "file of steps", files));
        if (files.Count == 0)
            throw new UsageException("insight needs the name of a file of steps, or - for standard input. 'sessions insight --help' says more.");
        return Checked(new InsightOptions
        {
            Kind = kind,
            Files = files,
            Steps = _steps.Of(parse),
            Order = parse.GetValue(_order),
            Window = _window.Or(parse, InsightOptions.DefaultWindow),
            Unit = parse.GetValue(_unit),
            From = parse.GetValue(_from),
            Depth = _depth.Or(parse, InsightOptions.DefaultDepth),
            Backward = parse.GetValue(_backward),
            Start = parse.GetValue(_start),
            Return = parse.GetValue(_return),
            Period = parse.GetValue(_period),
            Flows = _flows.Of(parse),
            Features = _features.Of(parse),
            Hubs = _hubs.Of(parse),
            Goals = _goals.Of(parse),
            Experiment = parse.GetValue(_experiment),
            Segment = Actor(parse.GetValue(_actor)),
            Json = parse.GetValue(_json),
        });
    }

    private static InsightOptions Checked(InsightOptions options)
    {
        if (options.Kind == "funnel" && new FunnelDefinition { Steps = options.Steps, Order = options.Order }.Fault is { } fault)
            throw new UsageException($"{fault} Name them: --steps \"GET /cart\" \"POST /pay\".");
        foreach (var twice in options.Flows.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            throw new UsageException($"Two flows have the name '{twice.Key}'.");
        return options.Flows.Count <= 32 ? options : throw new UsageException($"{options.Flows.Count} flows were given; at most 32 are possible.");
    }

    private static Segment Actor(string? text)
    {
        try
        {
            return text is null ? Segment.People : Segment.Parse([$"actor:{text}"]);
        }
        catch (ArgumentException exception)
        {
            throw new UsageException($"--actor {text}: {exception.Message}");
        }
    }

    private static string Kind(string text) => InsightKinds.Names.Contains(text)
        ? text
        : throw new UsageException($"There is no insight '{text}'. Expected one of {string.Join(", ", InsightKinds.Names)}.");

    // In "--steps a b steps.jsonl" the file is no step.
    private static bool IsName(string value) => !IsFile(value);

    private static bool IsNamed(string value) => value.Contains('=', StringComparison.Ordinal) && !IsFile(value);

    private static Flow Named(string option, string text, int min)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var steps = equals <= 0 ? [] : text[(equals + 1)..].Split('>', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return steps.Length >= min
            ? new Flow(text[..equals], steps)
            : throw new UsageException($"{option} was given '{text}'. Expected a name and at least {min} {(min == 1 ? "step" : "steps")}, as in \"checkout=GET /cart>POST /pay\".");
    }

    private static bool IsFile(string value) =>
        (value.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) && File.Exists(value);

    private static TimeSpan? Window(string text) => text == "session" ? null
        : DurationArgument.Parse("--window", text) is var window && window > TimeSpan.Zero ? window
        : throw new UsageException("--window was given nothing; expected a duration such as 14d, or session.");

    private static int Depth(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth is >= 1 and <= MaxDepth
        ? depth
        : throw new UsageException($"--depth was given '{text}'. Expected a number from 1 to {MaxDepth}.");

    private static T Word<T>(string option, string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && char.IsAsciiLetter(text[0])
            ? value
            : throw new UsageException($"{option} was given '{text}'. Expected {string.Join(", ", Words<T>())}.");

    private static string[] Words<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToLowerInvariant())];
}
