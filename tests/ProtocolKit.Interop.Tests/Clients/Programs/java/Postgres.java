import java.sql.DriverManager;

/** Asks with PostgreSQL's JDBC driver: Postgres.java HOST PORT AUTHORITY */
public final class Postgres {
    public static void main(String[] arguments) throws Exception {
        var url = String.format(
            "jdbc:postgresql://%s:%s/test?user=test&sslmode=verify-full&sslrootcert=%s&preferQueryMode=simple&connectTimeout=30", (Object[]) arguments);
        try (var client = DriverManager.getConnection(url);
            var statement = client.createStatement();
            var answer = statement.executeQuery("select answer")) {
            answer.next();
            System.out.println(answer.getString(1));
        }
    }
}
