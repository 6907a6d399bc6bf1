using Handler.Client;
using Handler.Tests.Cli;

namespace Handler.Tests.Client.Profiles;

public sealed class CredentialOriginTests
{
    [Theory]
    [InlineData("http://agent.example", true)]
    [InlineData("http://AGENT.example:80/path", true)]
    [InlineData("https://agent.example", false)]
    [InlineData("http://agent.example:81", false)]
    [InlineData("http://other.example", false)]
    public async Task Credentials_go_to_their_origin_only(string origin, bool isSent)
    {
        var agent = new FakeAgent().Result("GetTask", FakeAgent.Task("WORKING"));
        using var client = new A2AClient(
            FakeAgent.Url, new A2AClientOptions { HttpClient = agent.Client, BearerToken = "a-token", CredentialOrigin = new Uri(origin) });

        var failure = (await Record.ExceptionAsync(() => client.GetTaskAsync("t-1"))) as A2AClientException;

        (failure is null).ShouldBe(isSent);
        (agent.Calls.Count == 1).ShouldBe(isSent);
        (failure?.Failure ?? A2AClientFailure.ForeignOrigin).ShouldBe(A2AClientFailure.ForeignOrigin);
    }
}
