using ServerSessions.Detection;

namespace ServerSessions.Hosting;

/// <summary>Checks the thresholds of the built-in rules that depend on each other.</summary>
internal static class ThresholdChecks
{
    public static void Check(Faults faults, DetectionOptions detection)
    {
        var stuffing = detection.CredentialStuffing;
        if (stuffing.Accounts < 2 || stuffing.NeverSucceed < 1 || stuffing.NeverSucceed > stuffing.Accounts)
            faults.Add($"Detection.CredentialStuffing.Accounts is {stuffing.Accounts} and NeverSucceed is {stuffing.NeverSucceed}; expected 1 ≤ NeverSucceed ≤ Accounts and Accounts ≥ 2.");
        if (stuffing.FailedShare is not (> 0 and <= 1))
            faults.Add($"Detection.CredentialStuffing.FailedShare is {stuffing.FailedShare}; expected more than 0 and at most 1.");
        if (stuffing.UrgentFactor < 1)
            faults.Add($"Detection.CredentialStuffing.UrgentFactor is {stuffing.UrgentFactor}; expected at least 1.");
        faults.InOrder("Detection.LowAndSlow", "MedianGap", detection.LowAndSlow.MedianGap, "Window", detection.LowAndSlow.Window);
        faults.InOrder("Detection.ObjectProbing", "Window", detection.ObjectProbing.Window, "LongWindow", detection.ObjectProbing.LongWindow);
        faults.InOrder("Detection.UnreachableAction", "Support", detection.UnreachableAction.Support, "Sessions", detection.UnreachableAction.Sessions);
        faults.InOrder("Detection.WeakContext", "Within", detection.WeakContext.Within, "Settled", detection.WeakContext.Settled);
        faults.InOrder("Detection.FanOut", "UserNetworks", detection.FanOut.UserNetworks, "UserSessions", detection.FanOut.UserSessions);
    }
}
