using ServerSessions.Insights;

namespace ServerSessions.Tests.Insights;

/// <summary>What a segment may be: a value that no session can have is refused, because it would answer 0 for ever.</summary>
public class SegmentTests
{
    [Theory]
    [InlineData("device:mobile", "device: with one of desktop, phone, tablet")]
    [InlineData("class:xyz", "class: with one of")]
    [InlineData("outcome:fine", "outcome: with one of")]
    [InlineData("user:alice", "user: with one of known, anonymous")]
    [InlineData("new:maybe", "new: with one of true, false")]
    [InlineData("actor:bot", "actor: with one of person")]
    [InlineData("trait:customer", "trait: with name=value")]
    [InlineData("variant:button=", "variant: with name=value")]
    [InlineData("property:=x", "property: with name=value")]
    [InlineData("country:Germany", "two letters")]
    [InlineData("colour:red", "with one of the keys")]
    [InlineData("device:", "with one of the keys")]
    public void What_no_session_can_have_is_refused_with_what_is_known(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Segment.Parse([text])).Message);

    [Theory]
    [InlineData("device:phone")]
    [InlineData("device:AI agent")]
    [InlineData("device:(none)")]
    [InlineData("class:Bounced")]
    [InlineData("outcome:redirected")]
    [InlineData("user:anonymous")]
    [InlineData("country:de")]
    [InlineData("country:(none)")]
    [InlineData("trait:plan=pro=2")]
    [InlineData("referrer:garden-blog")]
    [InlineData("actor:Crawler")]
    public void What_a_session_can_have_is_read(string text) => Assert.Single(Segment.Parse([text]).Pairs);
}
