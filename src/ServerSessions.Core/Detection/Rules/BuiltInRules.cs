namespace ServerSessions.Detection.Rules;

/// <summary>The rules that every engine has, in the order of their ids: the one list of them.</summary>
internal static class BuiltInRules
{
    public static ISessionDetector[] All(DetectionOptions options) =>
    [
        new CredentialStuffing(options.CredentialStuffing),
        new SuccessAfterAttack(options.SuccessAfterAttack),
        new AccountBruteForce(options.AccountBruteForce),
        new LowAndSlow(options.LowAndSlow),
        new SessionHijack(options.SessionHijack),
        new UseAfterEnd(options.UseAfterEnd),
        new ObjectProbing(options.ObjectProbing),
        new PrivilegeProbing(options.PrivilegeProbing),
        new ImpossibleNavigation(options.ImpossibleNavigation),
        new UnreachableAction(options.UnreachableAction),
        new FasterThanHuman(options.FasterThanHuman),
        new Trap(options.Trap),
        new Probing(options.Probing),
        new IdNotRotated(),
        new ImpossibleTravel(options.ImpossibleTravel),
        new WeakContext(options.WeakContext),
        new Scraping(options.Scraping),
        new FanOut(options.FanOut),
        new SequenceSurprise(),
        new SiteShift(options.SiteShift),
    ];
}
