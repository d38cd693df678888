/** Emulators and guest disks as objects. */
module javisor.lab {
    requires com.grack.nanojson;
    requires me.tongfei.progressbar;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;

    exports javisor.lab;
    exports javisor.lab.bochs;
    exports javisor.lab.guest;
    exports javisor.lab.matrix;
}
