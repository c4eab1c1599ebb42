using ServerSessions.Detection;
using ServerSessions.Detection.Rules;

namespace ServerSessions.Cli;

/// <summary>The built-in rules with their defaults, as an application gets them.</summary>
internal static class Rules
{
    public static DetectionEngine Engine()
    {
        var options = new DetectionOptions();
        return new DetectionEngine(BuiltInRules.All(options), options);
    }
}
