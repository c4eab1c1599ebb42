using Microsoft.Extensions.Primitives;
using ServerSessions.Capture.Cookies;

namespace ServerSessions.Tests.Capture;

public class CookieHeaderTests
{
    [Theory]
    [InlineData("__Host-ss=abc", "abc")]
    [InlineData("a=1; __Host-ss=abc; b=2", "abc")]
    [InlineData("a=1;__Host-ss=abc", "abc")]
    [InlineData("a=1;  __Host-ss=\"abc\" ;b=2", "abc")]
    [InlineData("__Host-ss=abc; __Host-ss=def", "abc")]
    [InlineData("__Host-ss=a=b", "a=b")]
    public void The_first_cookie_of_the_name_is_found(string header, string value) => Assert.Equal(value, Find(header));

    [Theory]
    [InlineData("")]
    [InlineData("__Host-ss")]
    [InlineData("__Host-ssl=abc")]
    [InlineData("x__Host-ss=abc")]
    [InlineData("a=__Host-ss=abc")]
    [InlineData("a=1, __Host-ss=abc")]
    [InlineData("__host-ss=abc")]
    public void A_name_that_only_resembles_the_cookies_is_not_read(string header) => Assert.Equal("", Find(header));

    [Theory]
    [InlineData("x__Host-ss=no; __Host-ss=abc")]
    [InlineData("a=__Host-ss=no; __Host-ss=abc")]
    [InlineData("__Host-ss; __Host-ss=abc")]
    public void A_cookie_with_a_similar_name_does_not_hide_the_one_behind_it(string header) => Assert.Equal("abc", Find(header));

    [Fact]
    public void The_cookie_is_found_in_a_second_header_line() =>
        Assert.Equal("abc", CookieHeader.Find(new StringValues(["a=1", "__Host-ss=abc"]), "__Host-ss").ToString());

    private static string Find(string header) => CookieHeader.Find(header, "__Host-ss").ToString();
}
