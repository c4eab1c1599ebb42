using ServerSessions.Requests;

namespace ServerSessions.Tests.Capture;

public sealed class UserAgentParserTests
{
    [Theory]
    [InlineData("VLC/3.0.20 LibVLC/3.0.20", "Media player 3, other, other")]
    [InlineData("AppleCoreMedia/1.0.0.21F90 (iPhone; U; CPU OS 17_5 like Mac OS X; en_us)", "Media player 1, iOS, phone")]
    [InlineData("NSPlayer/12.00.26100.1 WMFSDK/12.00.26100.1", "Media player 12, other, other")]
    [InlineData("Lavf/60.16.100", "Media player 60, other, other")]
    [InlineData("stagefright/1.2 (Linux;Android 13)", "Media player 1, Android, tablet")]
    [InlineData("AndroidDownloadManager/14 (Linux; U; Android 14; Pixel 8 Build/AP1A.240505.004)", "Download manager, Android, tablet")]
    [InlineData("Internet Download Manager/6.42", "Download manager, other, other")]
    [InlineData("aria2/1.37.0", "Download manager 1, other, other")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/AP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 Mobile Safari/537.36 [FB_IAB/FB4A]", "Web view, Android, phone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36", "Chrome 126, Android, phone")]
    public void Players_download_managers_and_web_views_are_named_as_such(string agent, string words) => Assert.Equal((words, false), UserAgentParser.Parse(agent));
}
