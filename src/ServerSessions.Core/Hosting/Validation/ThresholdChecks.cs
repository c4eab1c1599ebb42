using ServerSessions.Detection;

namespace ServerSessions.Hosting;

/// <summary>Checks the thresholds of the built-in rules that depend on each other.</summary>
internal static class ThresholdChecks
{
    public static void Check(Faults faults, DetectionOptions detection)
    {
        var stuffing = detection.CredentialStuffing;
        if (stuffing.UrgentFactor < 1)
            faults.Add($"Detection.CredentialStuffing.UrgentFactor is {stuffing.UrgentFactor}; expected at least 1.");
        faults.InOrder("Detection.LowAndSlow", "MedianGap", detection.LowAndSlow.MedianGap, "Window", detection.LowAndSlow.Window);
        faults.InOrder("Detection.ObjectProbing", "Window", detection.ObjectProbing.Window, "LongWindow", detection.ObjectProbing.LongWindow);
        faults.InOrder("Detection.UnreachableAction", "Support", detection.UnreachableAction.Support, "Sessions", detection.UnreachableAction.Sessions);
        faults.InOrder("Detection.WeakContext", "Within", detection.WeakContext.Within, "Settled", detection.WeakContext.Settled);
        faults.InOrder("Detection.FanOut", "UserNetworks", detection.FanOut.UserNetworks, "UserSessions", detection.FanOut.UserSessions);
    }
}
