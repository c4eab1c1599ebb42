using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Scenarios.Honest;

/// <summary>A phone that leaves the wireless network for the carrier's, comes back, and leaves again.</summary>
internal sealed class PhoneOnTheMove : IScenario
{
    private const int Moves = 5;

    public string Name => "phone-on-the-move";

    public string? ExpectedRule => null;

    public int Weight => 1;

    public async Task RunAsync(Visit visit, CancellationToken cancel)
    {
        var (home, carrier) = (Addresses.Home((2 * visit.Random.Next(1000, 500_000)) + 1), Addresses.Carrier(visit.Random));
        var phone = visit.Open(BrowserProfile.Everyday[4], home);
        for (var move = 0; move < Moves; move++)
        {
            await phone.BrowseAsync(1, cancel);
            await phone.ThinkAsync(20, 90, cancel);
            phone.MoveTo(move % 2 == 0 ? carrier : home);
        }
    }
}
