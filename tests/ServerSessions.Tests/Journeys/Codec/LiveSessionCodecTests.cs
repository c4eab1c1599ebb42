using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model;
using ServerSessions.Storage.Codec;
using static ServerSessions.Tests.Support.SampleRequests;

namespace ServerSessions.Tests.Journeys.Codec;

public class LiveSessionCodecTests
{
    private readonly LiveSessionCodec _codec = new(new StringPool(), _ => 32);

    [Fact]
    public void Rare_fields_are_read_back()
    {
        var session = Opened();
        session.IsNew = true;
        session.Presence = new Presence { UserReported = At(3), Network = 9, Place = PlaceCode.Of(CountryCode.Of("DE".AsSpan()), 52, 13, isRelay: true), PlaceReported = At(4) };
        session.AuthSession = new Pseudonym(8, 8);
        session.Exposures = [new Exposure("price", "A", UnixTime.ToDate(At(1)))];
        session.Refused = ["reports", "export"];
        session.Links = new KeyLinks { IsPastUnseen = true, Asked = new Pseudonym(4, 4) };
        session.Reach("cart", At(2));
        session.Traits = ClientTraits.Of(1, 2, 3, isIPv6: true, key: 4);
        session.Campaign = new Campaign("letter", null, "spring");
        session.IsOwnReferrer = true;
        (session.Gaps.IsLateStart, session.Gaps.LacksFirst, session.Gaps.FollowsLackOfFirst, session.Gaps.HasUnknownStart) = (true, true, true, true);
        (session.IsPersonal, session.LacksAnalytics) = (true, true);
        session.UserTraits = [KeyValuePair.Create("plan", "pro"), KeyValuePair.Create("role", "admin")];

        var read = _codec.Decode(_codec.Encode(session));
        Assert.True(read.IsNew);
        Assert.Equal(
            (At(3), 9UL, session.Presence.Place, At(4)), (read.Presence!.UserReported, read.Presence.Network, read.Presence.Place, read.Presence.PlaceReported));
        Assert.Equal(session.AuthSession, read.AuthSession);
        Assert.Equal(session.Exposures, read.Exposures);
        Assert.Equal(session.Refused, read.Refused);
        Assert.Equal((true, new Pseudonym(4, 4)), (read.Links!.IsPastUnseen, read.Links.Asked));
        Assert.True(read.Reached("cart", At(2)));
        Assert.Equal(session.Traits, read.Traits);
        Assert.Equal(session.Campaign, read.Campaign);
        Assert.True(read.IsOwnReferrer);
        Assert.Equal((true, true, true, true), (read.Gaps.IsLateStart, read.Gaps.LacksFirst, read.Gaps.FollowsLackOfFirst, read.Gaps.HasUnknownStart));
        Assert.Equal((true, true), (read.IsPersonal, read.LacksAnalytics));
        Assert.Equal(session.UserTraits, read.UserTraits);
    }

    [Fact]
    public void Rare_fields_are_absent_where_they_were()
    {
        var read = _codec.Decode(_codec.Encode(Opened()));
        Assert.False(read.IsNew);
        Assert.Null(read.Presence);
        Assert.True(read.AuthSession.IsNone);
        Assert.Empty(read.Exposures);
        Assert.Empty(read.Refused);
        Assert.Null(read.Links);
        Assert.Null(read.ReachedSteps);
    }

    [Fact]
    public void A_field_that_is_not_known_is_passed_over()
    {
        var session = Opened();
        session.IsNew = true;
        var bytes = _codec.Encode(session).ToArray();
        Assert.Equal([0x92, 0x01, 0xC3], bytes[^3..]);
        var read = _codec.Decode((byte[])[.. bytes[..^3], 0x94, 0x7F, 0x92, 0x01, 0xA1, 0x41, 0x01, 0xC3]);
        Assert.True(read.IsNew);
    }

    private static LiveSession Opened()
    {
        var session = new LiveSession(Visitor(1));
        session.Open(Page(0, "/"), 3);
        return session;
    }
}
