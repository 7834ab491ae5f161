import java.io.FileInputStream;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Hashtable;
import javax.naming.Context;
import javax.naming.directory.SearchControls;
import javax.naming.ldap.InitialLdapContext;
import javax.naming.ldap.StartTlsRequest;
import javax.naming.ldap.StartTlsResponse;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Searches with JNDI: Ldap.java HOST PORT AUTHORITY */
public final class Ldap {
    public static void main(String[] arguments) throws Exception {
        var settings = new Hashtable<String, String>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        settings.put(Context.PROVIDER_URL, "ldap://" + arguments[0] + ":" + arguments[1]);
        settings.put("com.sun.jndi.ldap.read.timeout", "30000");
        var client = new InitialLdapContext(settings, null);
        var tls = (StartTlsResponse) client.extendedOperation(new StartTlsRequest());
        tls.negotiate(trusting(arguments[2]).getSocketFactory());

        var found = client.search("", "(objectClass=*)", new SearchControls(SearchControls.OBJECT_SCOPE, 0, 0, null, false, false));
        System.out.println(found.next().getAttributes());
        client.close();
    }

    private static SSLContext trusting(String authority) throws Exception {
        var roots = KeyStore.getInstance(KeyStore.getDefaultType());
        roots.load(null, null);
        try (var file = new FileInputStream(authority)) {
            roots.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(roots);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
