using ServerSessions.Detection;

namespace ServerSessions.Hosting;

/// <summary>Checks the thresholds of the built-in rules.</summary>
internal static class ThresholdChecks
{
    public static void Check(Faults faults, DetectionOptions detection)
    {
        var stuffing = detection.CredentialStuffing;
        faults.Between("CredentialStuffing.Accounts", stuffing.Accounts, 2, 128);
        if (stuffing.Significance is not (> 0 and <= 1))
            faults.Add($"CredentialStuffing.Significance is {stuffing.Significance}; expected more than 0 and at most 1.");
        if (stuffing.Correlation is not (> 0 and < 1))
            faults.Add($"CredentialStuffing.Correlation is {stuffing.Correlation}; expected more than 0 and less than 1.");
        faults.Between("CredentialStuffing.KnownFor", stuffing.KnownFor, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        if (stuffing.UrgentFactor < 1)
            faults.Add($"CredentialStuffing.UrgentFactor is {stuffing.UrgentFactor}; expected at least 1.");
        faults.Between("CredentialStuffing.Window", stuffing.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        faults.Between("CredentialStuffing.Grace", stuffing.Grace, TimeSpan.Zero, TimeSpan.FromHours(1));
        faults.Between("SuccessAfterAttack.Within", detection.SuccessAfterAttack.Within, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        faults.Between("AccountBruteForce.Failures", detection.AccountBruteForce.Failures, 2, 128);
        faults.Between("AccountBruteForce.Window", detection.AccountBruteForce.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        faults.Between("AccountBruteForce.DistributedFailures", detection.AccountBruteForce.DistributedFailures, 2, 128);
        faults.Between("AccountBruteForce.DistributedWindow", detection.AccountBruteForce.DistributedWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        faults.Between("AccountBruteForce.Networks", detection.AccountBruteForce.Networks, 2, 128);
        faults.Between("LowAndSlow.Failures", detection.LowAndSlow.Failures, 2, 64);
        faults.Between("LowAndSlow.MedianGap", detection.LowAndSlow.MedianGap, TimeSpan.FromSeconds(1), detection.LowAndSlow.Window);
        faults.Between("LowAndSlow.Window", detection.LowAndSlow.Window, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        faults.Between("UseAfterEnd.Grace", detection.UseAfterEnd.Grace, TimeSpan.Zero, TimeSpan.FromHours(1));
        faults.Between("UseAfterEnd.Remembered", detection.UseAfterEnd.Remembered, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
        faults.Between("SessionHijack.BothActive", detection.SessionHijack.BothActive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        var objects = detection.ObjectProbing;
        faults.Between("ObjectProbing.Objects", objects.Objects, 2, 128);
        faults.Between("ObjectProbing.LongObjects", objects.LongObjects, 2, 128);
        faults.Between("ObjectProbing.Window", objects.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        faults.Between("ObjectProbing.LongWindow", objects.LongWindow, objects.Window, TimeSpan.FromHours(24));
        faults.Between("PrivilegeProbing.Endpoints", detection.PrivilegeProbing.Endpoints, 1, 32);
        faults.Between("PrivilegeProbing.Window", detection.PrivilegeProbing.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        faults.Between("PrivilegeProbing.Users", detection.PrivilegeProbing.Users, 2, 128);
        if (detection.PrivilegeProbing.UserShare is not (>= 0 and <= 1))
            faults.Add($"PrivilegeProbing.UserShare is {detection.PrivilegeProbing.UserShare}; expected 0 to 1.");
        faults.Between("PrivilegeProbing.UserWindow", detection.PrivilegeProbing.UserWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        faults.Between("ImpossibleNavigation.Wait", detection.ImpossibleNavigation.Wait, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        faults.Between("ImpossibleNavigation.Pages", detection.ImpossibleNavigation.Pages, 1, 32);
        Actions(faults, detection.UnreachableAction);
        Pace(faults, detection.FasterThanHuman);
        faults.Between("Trap.Hits", detection.Trap.Hits, 1, 32);
        faults.Between("Trap.Window", detection.Trap.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        faults.Between("Probing.DistinctPaths", detection.Probing.DistinctPaths, 2, 128);
        faults.Between("Probing.KnownProbes", detection.Probing.KnownProbes, 1, 128);
        faults.Between("Probing.PathWindow", detection.Probing.PathWindow, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        faults.Between("Probing.ProbeWindow", detection.Probing.ProbeWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        faults.Between("ImpossibleTravel.Kilometres", detection.ImpossibleTravel.Kilometres, 200, 20_000);
        faults.Between("ImpossibleTravel.KilometresPerHour", detection.ImpossibleTravel.KilometresPerHour, 100, 100_000);
        faults.Between("ImpossibleTravel.Overlap", detection.ImpossibleTravel.Overlap, TimeSpan.Zero, TimeSpan.FromHours(1));
        faults.Between("Scraping.Times", detection.Scraping.Times, 1, 10_000);
        faults.Between("Scraping.Items", detection.Scraping.Items, 100, 1_000_000);
        faults.Between("Scraping.FirstTimeShare", detection.Scraping.FirstTimeShare, 0.1, 1);
        faults.Between("SiteShift.Events", detection.SiteShift.Events, 10, 1_000_000);
        faults.Between("SiteShift.Times", detection.SiteShift.Times, 1.5, 10_000);
        faults.Between("SiteShift.Deviations", detection.SiteShift.Deviations, 1, 1_000);
        faults.Between("WeakContext.Within", detection.WeakContext.Within, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        faults.Between("WeakContext.Settled", detection.WeakContext.Settled, detection.WeakContext.Within, TimeSpan.FromDays(30));
        faults.Between("WeakContext.Remembered", detection.WeakContext.Remembered, TimeSpan.FromDays(1), TimeSpan.FromDays(400));
        var fan = detection.FanOut;
        faults.Between("FanOut.DeviceUsers", fan.DeviceUsers, 2, 64);
        faults.Between("FanOut.DeviceWindow", fan.DeviceWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        faults.Between("FanOut.UserSessions", fan.UserSessions, 2, 64);
        faults.Between("FanOut.UserNetworks", fan.UserNetworks, 1, fan.UserSessions);
        faults.Between("FanOut.ParallelWindow", fan.ParallelWindow, TimeSpan.FromMinutes(5), TimeSpan.FromHours(24));
        faults.Between("FanOut.SourceSessions", fan.SourceSessions, 2, 1_000_000);
        faults.Between("FanOut.ReturnWithin", fan.ReturnWithin, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        faults.Between("FanOut.NeverReturned", fan.NeverReturned, 0.01, 1);
        faults.Between("Detection.CallLimit", detection.CallLimit, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        faults.Between("Incidents.Points", detection.Incidents.Points, 5, 10_000);
        faults.Between("Incidents.Rules", detection.Incidents.Rules, 2, 20);
        faults.Between("Incidents.Window", detection.Incidents.Window, TimeSpan.FromMinutes(30), TimeSpan.FromDays(1));
    }

    private static void Actions(Faults faults, UnreachableActionOptions actions)
    {
        faults.Between("UnreachableAction.Wait", actions.Wait, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        faults.Between("UnreachableAction.Failures", actions.Failures, 1, 32);
        faults.Between("UnreachableAction.CookielessFailures", actions.CookielessFailures, 1, 64);
        faults.Between("UnreachableAction.Window", actions.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        faults.Between("UnreachableAction.Support", actions.Support, 2, 1_000_000);
        faults.Between("UnreachableAction.Sessions", actions.Sessions, actions.Support, 1_000_000_000);
        faults.Between("UnreachableAction.Learning", actions.Learning, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
    }

    private static void Pace(Faults faults, FasterThanHumanOptions pace)
    {
        faults.Between("FasterThanHuman.FormTime", pace.FormTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        faults.Between("FasterThanHuman.Forms", pace.Forms, 1, 16);
        faults.Between("FasterThanHuman.Navigations", pace.Navigations, 3, 31);
        faults.Between("FasterThanHuman.MedianGap", pace.MedianGap, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        faults.Between("FasterThanHuman.Sustained", pace.Sustained, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        if (pace.Variation is not (> 0 and < 1))
            faults.Add($"FasterThanHuman.Variation is {pace.Variation}; expected more than 0 and less than 1.");
    }
}
