using Handler.Protocol;
using Handler.Server.Storage;
using Handler.Sqlite;
using Handler.StoreTests.Contract;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Handler.StoreTests.Sqlite;

public sealed class SqliteHostingTests : IDisposable
{
    private const string Token = "a-token-that-nobody-else-may-read";
    private const string Credentials = "credentials-that-nobody-else-may-read";

    private static readonly PushEndpoint Endpoint = new()
    {
        Url = "https://hooks.example/path-that-is-secret",
        Token = Token,
        Authentication = new AuthenticationInfo { Scheme = "Bearer", Credentials = Credentials },
    };

    private readonly TemporaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task One_store_has_all_roles_in_the_place_of_another()
    {
        await using var services = Build(
            s => s.AddSingleton<ITaskStore>(_ => throw new InvalidOperationException("the store that forgets")));

        var store = services.GetRequiredService<IAgentStore>();

        store.ShouldBeOfType<SqliteAgentStore>();
        services.GetRequiredService<ITaskStore>().ShouldBeSameAs(store);
        services.GetRequiredService<IPushNotificationConfigStore>().ShouldBeSameAs(store);
        services.GetRequiredService<ILaneStore>().ShouldBeSameAs(store);
    }

    [Fact]
    public async Task A_host_whose_database_cannot_be_opened_does_not_start()
    {
        using var host = Host.CreateDefaultBuilder()
            .ConfigureServices(services => new A2AAgentBuilder(services).UseSqlite(Path.Combine(_database.Folder, "missing", "agent.db")))
            .Build();

        (await Should.ThrowAsync<SqliteStoreException>(host.StartAsync())).Message.ShouldContain("does not exist");
    }

    [Fact]
    public async Task A_host_that_stops_gives_the_database_free()
    {
        using (var host = Host.CreateDefaultBuilder().ConfigureServices(s => new A2AAgentBuilder(s).UseSqlite(_database.Path)).Build())
        {
            await host.StartAsync();
            Should.Throw<SqliteStoreException>(_database.Open);
            await host.StopAsync();
        }

        await _database.Open().DisposeAsync();
    }

    [Fact]
    public void An_empty_path_is_refused_where_it_is_written() =>
        Should.Throw<ArgumentException>(() => new A2AAgentBuilder(new ServiceCollection()).UseSqlite(""));

    [Fact]
    public async Task No_secret_is_in_clear_in_the_database_or_its_log()
    {
        await using var services = Build();
        var store = services.GetRequiredService<IAgentStore>();
        var config = Make.Config() with { Endpoint = services.GetRequiredService<EndpointSealer>().Seal(Endpoint) };
        await store.CreateAsync(Make.Task(Make.Key("task"), config: config), CancellationToken.None);

        var written = _database.AllBytes();

        written.ShouldContain("https://hooks.example:443");
        written.ShouldNotContain(Token);
        written.ShouldNotContain(Credentials);
        written.ShouldNotContain("path-that-is-secret");
    }

    [Fact]
    public async Task What_was_sealed_is_read_after_a_restart_with_the_keys_beside_the_database()
    {
        SealedEndpoint written;
        await using (var services = Build())
        {
            written = services.GetRequiredService<EndpointSealer>().Seal(Endpoint);
        }

        await using var again = Build();

        again.GetRequiredService<EndpointSealer>().Open(written).ShouldBe(Endpoint);
        Directory.GetFiles(_database.Path + ".keys").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_folder_of_the_keys_is_its_owners_alone()
    {
        await using var services = Build();

        services.GetRequiredService<EndpointSealer>().Seal(Endpoint);

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_database.Path + ".keys")
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_ring_of_the_host_is_used_with_the_name_that_the_host_gave_it(bool before)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_database.Folder, "ring"));
        await using var services = Build(
            before ? AddRing : null,
            before ? null : AddRing);

        services.GetRequiredService<EndpointSealer>().Seal(Endpoint);

        folder.GetFiles().ShouldHaveSingleItem();
        Directory.Exists(_database.Path + ".keys").ShouldBeFalse();
        services.GetRequiredService<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator.ShouldBe("host");

        void AddRing(IServiceCollection s) => s.AddDataProtection().SetApplicationName("host").PersistKeysToFileSystem(folder);
    }

    [Fact]
    public async Task The_ring_beside_the_database_has_a_fixed_application_name()
    {
        await using var services = Build();

        services.GetRequiredService<IOptions<DataProtectionOptions>>().Value.ApplicationDiscriminator
            .ShouldBe(EndpointSealer.ApplicationName);
        services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository.ShouldNotBeNull();
    }

    private ServiceProvider Build(Action<IServiceCollection>? before = null, Action<IServiceCollection>? after = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        before?.Invoke(services);
        new A2AAgentBuilder(services).UseSqlite(_database.Path);
        after?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
