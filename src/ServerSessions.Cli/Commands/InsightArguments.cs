using System.Globalization;
using ServerSessions.Cli.Insight;
using ServerSessions.Cli.Logs;
using ServerSessions.Insights;

namespace ServerSessions.Cli.Commands;

/// <summary>Reads and checks the arguments of <c>sessions insight</c>.</summary>
internal static class InsightArguments
{
    private const int MostDepth = 50;

    /// <exception cref="UsageException">The arguments cannot be used.</exception>
    public static InsightOptions Parse(IReadOnlyList<string> arguments)
    {
        var reader = new ArgumentReader(arguments);
        var files = new List<string>();
        var options = new InsightOptions { Files = files };
        while (reader.Read())
        {
            if (reader.Option is not null)
                options = With(options, reader);
            else if (options.Kind.Length == 0)
                options = options with { Kind = Kind(reader.Operand) };
            else
                files.Add(FileName(reader.Operand, files));
        }

        if (options.Kind.Length == 0)
            throw new UsageException($"insight needs to know which: {string.Join(", ", InsightKinds.Names)}. 'sessions insight --help' says more.");
        if (files.Count == 0)
            throw new UsageException("insight needs the name of a file of steps, or - for standard input. 'sessions insight --help' says more.");
        return Checked(options);
    }

    private static InsightOptions With(InsightOptions options, ArgumentReader reader) => reader.Option switch
    {
        "--steps" => options with { Steps = [.. options.Steps, .. Names(reader, "names of steps")] },
        "--order" => options with { Order = Word<FunnelOrder>("--order", reader.Value("sequential, strict or any")) },
        "--window" => options with { Window = Window(reader.Value("a duration such as 14d, or session")) },
        "--unit" => options with { Unit = Word<FunnelUnit>("--unit", reader.Value("session or user")) },
        "--from" => options with { From = reader.Value("the name of a step") },
        "--depth" => options with { Depth = Depth(reader.Value("a number of steps")) },
        "--backward" => options with { Backward = true },
        "--start" => options with { Start = reader.Value("the name of a step") },
        "--return" => options with { Return = reader.Value("the name of a step") },
        "--period" => options with { Period = Word<RetentionPeriod>("--period", reader.Value("day, week or month")) },
        "--flow" => options with { Flows = [.. options.Flows, .. Named(reader, "--flow", least: 2)] },
        "--feature" => options with { Features = [.. options.Features, .. Named(reader, "--feature", least: 1)] },
        "--hub" => options with { Hubs = [.. options.Hubs, .. Names(reader, "names of steps")] },
        "--goal" => options with { Goals = [.. options.Goals, .. Names(reader, "names of steps")] },
        "--experiment" => options with { Experiment = reader.Value("the name of an experiment") },
        "--json" => options with { Json = true },
        _ => throw new UsageException($"insight has no option {reader.Option}. 'sessions insight --help' lists them."),
    };

    private static InsightOptions Checked(InsightOptions options)
    {
        if (options.Kind == "funnel" && new FunnelDefinition { Steps = options.Steps, Order = options.Order }.Fault is { } fault)
            throw new UsageException($"{fault} Name them: --steps \"GET /cart\" \"POST /pay\".");
        foreach (var twice in options.Flows.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            throw new UsageException($"Two flows have the name '{twice.Key}'.");
        return options.Flows.Count <= 32 ? options : throw new UsageException($"{options.Flows.Count} flows were given; at most 32 are possible.");
    }

    private static string Kind(string text) => InsightKinds.Names.Contains(text)
        ? text
        : throw new UsageException($"There is no insight '{text}'. Expected one of {string.Join(", ", InsightKinds.Names)}.");

    private static string FileName(string name, List<string> earlier)
    {
        if (name != LogFile.StandardInput)
            return FileArgument.Readable(name, "file of steps");
        return earlier.Contains(name) ? throw new UsageException("Standard input (-) can be read only once.") : name;
    }

    // In "--steps a b steps.jsonl" the file is no step.
    private static IEnumerable<string> Names(ArgumentReader reader, string expected) => reader.Values(expected, value => !IsFile(value));

    private static IEnumerable<Flow> Named(ArgumentReader reader, string option, int least) =>
        reader.Values("NAME=STEP>STEP", value => value.Contains('=', StringComparison.Ordinal) && !IsFile(value)).Select(text => Named(option, text, least));

    private static Flow Named(string option, string text, int least)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var steps = equals <= 0 ? [] : text[(equals + 1)..].Split('>', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return steps.Length >= least
            ? new Flow(text[..equals], steps)
            : throw new UsageException($"{option} was given '{text}'. Expected a name and at least {least} {(least == 1 ? "step" : "steps")}, as in \"checkout=GET /cart>POST /pay\".");
    }

    private static bool IsFile(string value) =>
        (value.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) && File.Exists(value);

    private static TimeSpan? Window(string text) => text == "session" ? null
        : DurationArgument.Parse("--window", text) is var window && window > TimeSpan.Zero ? window
        : throw new UsageException("--window was given nothing; expected a duration such as 14d, or session.");

    private static int Depth(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var depth) && depth is >= 1 and <= MostDepth
        ? depth
        : throw new UsageException($"--depth was given '{text}'. Expected a number from 1 to {MostDepth}.");

    private static T Word<T>(string option, string text) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && char.IsAsciiLetter(text[0])
            ? value
            : throw new UsageException($"{option} was given '{text}'. Expected {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}.");
}
