using Handler.Client.Profiles;

namespace Handler.Tests.Client.Profiles;

public sealed class SavedUrlTests
{
    [Theory]
    [InlineData("http://h:8000")]
    [InlineData("http://h:8000/")]
    [InlineData("HTTP://H:8000//")]
    [InlineData("http://h:8000/.well-known/agent-card.json")]
    [InlineData("http://h:8000/.well-known/agent.json")]
    [InlineData("http://h:8000/agentCard")]
    [InlineData("http://user:password@h:8000/?key=secret#top")]
    public void One_agent_has_one_name(string url) => SavedUrl.Of(url).ShouldBe("http://h:8000");

    [Theory]
    [InlineData("http://h/", "http://h")]
    [InlineData("https://h:443/a2a/", "https://h/a2a")]
    [InlineData("https://h:80", "https://h:80")]
    [InlineData("https://h/a2a/.well-known/agent-card.json", "https://h/a2a")]
    [InlineData("http://[::1]:8000/", "http://[::1]:8000")]
    [InlineData("https://h/A/b%20c", "https://h/A/b%20c")]
    public void Scheme_host_port_and_path_tell_agents_apart(string url, string expected) => SavedUrl.Of(url).ShouldBe(expected);

    [Theory]
    [InlineData("h:8000")]
    [InlineData("ftp://h")]
    [InlineData("")]
    public void What_is_no_URL_is_refused(string url) => Should.Throw<ArgumentException>(() => SavedUrl.Of(url)).Message.ShouldContain($"'{url}'");
}
