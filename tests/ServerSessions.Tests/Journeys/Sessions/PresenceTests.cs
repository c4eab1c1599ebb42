using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Sessions;

public class PresenceTests
{
    private static readonly Pseudonym Anna = new(0xA, 1);
    private static readonly PlaceCode Berlin = PlaceCode.Of(CountryCode.Of("DE".AsSpan()), 52.5, 13.4, isRelay: false);
    private static readonly PlaceCode Paris = PlaceCode.Of(CountryCode.Of("FR".AsSpan()), 48.9, 2.3, isRelay: false);

    [Fact]
    public void A_user_is_reported_at_first_at_a_sign_in_from_another_network_and_after_five_minutes()
    {
        var presence = new Presence();
        Assert.True(presence.TryReport(At(0), Pseudonym.None));
        Assert.False(presence.TryReport(At(299.9), Anna));
        Assert.True(presence.TryReport(At(300), Anna));
        Assert.True(presence.TryReport(At(301) with { Network = 5 }, Anna));
        Assert.False(presence.TryReport(At(302) with { Network = 5 }, Anna));
        Assert.True(presence.TryReport((At(303) with { Network = 5 }).With(EventFlags.SignedIn), Anna));
    }

    [Fact]
    public void Another_user_in_the_same_network_is_reported()
    {
        var presence = new Presence();
        presence.TryReport(At(0), Pseudonym.None);
        Assert.True(presence.TryReport(At(1) with { User = new Pseudonym(0xB, 2) }, Anna));
    }

    [Fact]
    public void A_place_is_news_at_first_where_it_differs_and_after_a_minute()
    {
        var presence = new Presence();
        Assert.True(IsNews(presence, At(0) with { Place = Berlin }));
        Assert.False(IsNews(presence, At(59.9) with { Place = Berlin }));
        Assert.True(IsNews(presence, At(60) with { Place = Berlin }));
        Assert.True(IsNews(presence, At(61) with { Place = Paris }));
        Assert.Equal(Paris, presence.Place);
    }

    [Fact]
    public void The_place_of_an_anonymous_request_is_kept_and_is_no_news()
    {
        var presence = new Presence();
        Assert.False(IsNews(presence, Page(0, "/") with { Place = Berlin }));
        Assert.Equal(Berlin, presence.Place);
    }

    [Fact]
    public void News_ends_with_the_next_event()
    {
        var presence = new Presence();
        presence.NotePlace(At(0) with { Place = Berlin });
        presence.Begin();
        Assert.False(presence.IsPlaceNews);
    }

    private static bool IsNews(Presence presence, in RequestEvent e)
    {
        presence.Begin();
        presence.NotePlace(e);
        return presence.IsPlaceNews;
    }

    private static RequestEvent At(double seconds) => Page(seconds, "/") with { User = Anna };
}
