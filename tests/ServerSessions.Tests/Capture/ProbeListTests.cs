using ServerSessions.Requests;

namespace ServerSessions.Tests.Capture;

public class ProbeListTests
{
    [Theory]
    [InlineData("/.env", "/.env")]
    [InlineData("/app/.env.local", "/.env")]
    [InlineData("/.git/config", "/.git")]
    [InlineData("/wp-login.php", "/wp-login.php")]
    [InlineData("/blog/wp-admin/setup-config.php", "/wp-admin")]
    [InlineData("/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php", "/vendor")]
    [InlineData("/.git/x.js", "/.git")]
    public void Named_probes_keep_their_names(string path, string name) => Assert.Equal(name, ProbeList.Find(path));

    [Theory]
    [InlineData("/map/index.php", "*.php")]
    [InlineData("/old/site.bak", "*.bak")]
    public void A_mere_ending_is_weak_and_its_name_begins_with_a_star(string path, string name) => Assert.Equal(name, ProbeList.Find(path));

    [Theory]
    [InlineData("/vendor/jquery/jquery.min.js")]
    [InlineData("/vendor/bootstrap/css/bootstrap.min.css")]
    [InlineData("/wp-content/uploads/2019/05/photo.jpg")]
    [InlineData("/.well-known/security.txt")]
    [InlineData("/press")]
    public void Files_that_pages_bring_with_them_are_no_probes_whatever_their_folder_is_called(string path) => Assert.Null(ProbeList.Find(path));

    [Theory]
    [InlineData("/../secret")]
    [InlineData("/static/../../secret")]
    [InlineData("/static/..%2f..%2fsecret")]
    [InlineData("/static/%2e%2e/%2e%2e/secret")]
    [InlineData("/static/%252e%252e%252f%252e%252e%252fsecret")]
    [InlineData("/static/..%5c..%5csecret")]
    [InlineData("/manager1/..;/..;/secret")]
    [InlineData("/'/../../../secret")]
    public void A_path_that_climbs_out_of_the_root_is_a_traversal(string path) => Assert.Equal("path traversal", ProbeList.Find(path));

    [Theory]
    [InlineData("/blog/post/../../images/a")]
    [InlineData("/css/url(../fonts/a.woff")]
    [InlineData("/css/url(../../../fonts/a.woff)")]
    [InlineData("/%22../../index.html%22")]
    [InlineData("/<a href='../index.html")]
    [InlineData("/a..b/c")]
    [InlineData("/...")]
    public void Links_within_the_site_and_fragments_of_css_and_html_are_none(string path) => Assert.NotEqual("path traversal", ProbeList.Find(path));
}
