using ServerSessions.Detection;
using ServerSessions.Detection.Rules;

namespace ServerSessions.Cli;

/// <summary>The built-in rules with their defaults, as an application gets them.</summary>
internal static class Rules
{
    public static DetectionEngine Engine()
    {
        var options = new DetectionOptions();
        return new DetectionEngine(
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
                new WeakContext(options.WeakContext),
                new FanOut(options.FanOut),
                new ImpossibleTravel(options.ImpossibleTravel),
                new Scraping(options.Scraping),
                new SequenceSurprise(),
                new SiteShift(options.SiteShift),
            ],
            options);
    }
}
