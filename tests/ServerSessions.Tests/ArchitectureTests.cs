using System.Text.RegularExpressions;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests;

/// <summary>
/// The folders of the library use each other in one direction. Read from their <c>using</c> lines; public types stand in the
/// namespace <c>ServerSessions</c> itself, need no such line, and are not seen by this test.
/// </summary>
public partial class ArchitectureTests
{
    private static readonly string[] Everywhere = ["Model", "Diagnostics"];

    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Model"] = [],
        ["Diagnostics"] = [],
        ["Capture"] = ["Privacy", "Response", "Storage"],
        ["Storage"] = [],
        ["Journeys"] = ["Storage", "Detection", "Insights"],
        ["Detection"] = [],
        ["Alerts"] = ["Storage"],
        ["Response"] = ["Storage"],
        ["Insights"] = [],
        ["Privacy"] = ["Storage", "Places"],
        ["Places"] = [],
        ["Reports"] = ["Storage", "Places", "Journeys", "Detection", "Insights", "Privacy", "Alerts", "Capture", "Response"],
        ["Hosting"] = ["Capture", "Storage", "Journeys", "Detection", "Alerts", "Response", "Insights", "Privacy", "Places", "Reports"],
    };

    [Fact]
    public void Folders_use_only_what_the_design_lets_them_use()
    {
        var source = SourceRoot();
        var arrows = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => (file, parts: Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar)))
            .Where(f => f.parts.Length > 1 && f.parts[0] is not ("bin" or "obj"))
            .SelectMany(f => UsingLine().Matches(File.ReadAllText(f.file)).Select(m => (From: f.parts[0], To: m.Groups[1].Value, File: string.Join('/', f.parts))))
            .Where(a => a.From != a.To)
            .ToList();
        Assert.InRange(arrows.Count, 50, int.MaxValue);
        Assert.DoesNotContain(arrows, a => !IsAllowed(a.From, a.To));
    }

    [Fact]
    public void Every_folder_has_its_line_in_the_table() =>
        Assert.DoesNotContain(Directory.GetDirectories(SourceRoot()).Select(Path.GetFileName), d => d is not ("bin" or "obj") && !Allowed.ContainsKey(d!));

    private static bool IsAllowed(string from, string to) =>
        Allowed.TryGetValue(from, out var allowed)
        && (allowed.Contains(to) || (Everywhere.Contains(to) && !Everywhere.Contains(from)));

    private static string SourceRoot() => Path.Combine(SourceTree.Root(), "src", "ServerSessions");

    [GeneratedRegex(@"^\s*(?:global )?using (?:static )?(?:\w+ = )?ServerSessions\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();
}
