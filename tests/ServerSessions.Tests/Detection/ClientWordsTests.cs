using ServerSessions.Detection;

namespace ServerSessions.Tests.Detection;

public class ClientWordsTests
{
    [Theory]
    [InlineData("Chrome 126, Windows, desktop", "Chrome 131, Windows, desktop", true)]
    [InlineData("Chrome 126, Windows, desktop", "Chrome 125, Windows, desktop", false)]
    [InlineData("Chrome 126, Windows, desktop", "Edge 126, Windows, desktop", false)]
    [InlineData("Chrome 126, Windows, desktop", "Chrome 126, macOS, desktop", false)]
    [InlineData("Safari 26, iOS, phone", "Safari 26, macOS, desktop", true)] // asks for the desktop page
    [InlineData("Safari 26, iOS, phone", "Safari 25, macOS, desktop", false)]
    [InlineData("Chrome 142, Android, phone", "Chrome 142, Linux, desktop", true)]
    [InlineData("Chrome 142, Android, phone", "Chrome 142, Windows, desktop", false)]
    [InlineData("Chrome 142, Android, phone", "other, Android, phone", true)] // a download by the system
    [InlineData("Chrome 142, Android, phone", "other, Android, tablet", true)] // an app's own request names no kind of device
    [InlineData("Chrome 142, Android, phone", "Web view, Android, phone", true)]
    [InlineData("Chrome 142, Windows, desktop", "Web view, Android, phone", false)]
    [InlineData("Safari 26, iOS, phone", "Media player, iOS, phone", true)]
    [InlineData("Safari 26, macOS, desktop", "Media player, iPadOS, tablet", true)] // an iPad's Safari says macOS
    [InlineData("Safari 26, macOS, desktop", "other, iPadOS, tablet", true)]
    [InlineData("Firefox 142, Linux, desktop", "other, Android, phone", false)]
    [InlineData("Safari 26, macOS, desktop", "Media player, iOS, phone", false)]
    [InlineData("Chrome 142, Windows, desktop", "curl 8, other, other", false)]
    [InlineData("Chrome 142, Windows, desktop", "bot", false)]
    [InlineData("Chrome 142, Windows, desktop", null, false)]
    [InlineData(null, null, true)]
    [InlineData("Chrome, Windows, desktop", "Chrome, Windows, desktop", true)]
    public void Two_texts_are_the_same_browser(string? before, string? after, bool same) => Assert.Equal(same, ClientWords.IsSame(before, after));

    [Theory]
    [InlineData("curl 8, other, other", true)]
    [InlineData("other, other, other", true)]
    [InlineData("Headless Chrome 142, Linux, desktop", false)]
    [InlineData("Safari 26, iOS, phone", false)]
    [InlineData(null, false)]
    public void A_program_says_so(string? words, bool isProgram) => Assert.Equal(isProgram, ClientWords.IsProgram(words));
}
